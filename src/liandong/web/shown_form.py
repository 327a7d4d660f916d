"""What the templates of forms are given: an act's fields, its checklist, and what will happen when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from liandong.web.shown import Attachment, Choice, Light, Link, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One row of a repeated group 当事人; its inputs are named KEY-INDEX-名称 and so on."""

    index: int
    name: str = ""
    kind: str = ""
    identity: str = ""
    minor: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """One field. `type` is the procedure's 类型; the input has the name `key` and the id f-`key`."""

    key: str
    label: str
    type: str
    value: str = ""
    required: bool = False
    sensitive: bool = False
    help: str = ""
    error: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    at_least: int = 0
    lookup_href: str = (
        ""  # 单位: answers what is typed with the options of a datalist; then `choices` are its first ones
    )
    parties: tuple[PartyRow, ...] = ()
    carried: str = ""  # from which step the value was carried over

    @property
    def input_id(self) -> str:
        """The id of the input, which an error in the summary leads to."""
        return f"f-{self.key}"

    @property
    def described_by(self) -> str:
        """Ids of the help and the error, for aria-describedby."""
        ids = [f"h-{self.key}"] if self.help or self.at_least else []
        ids += [f"u-{self.key}"] if self.lookup_href else []
        return " ".join([*ids, f"e-{self.key}"] if self.error else ids)

    @property
    def spare_rows(self) -> tuple[PartyRow, ...]:
        """Three empty rows for who has no JavaScript, and one that JavaScript copies."""
        first = len(self.parties)
        return tuple(PartyRow(index=first + more) for more in range(3))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Fields under one heading."""

    title: str
    fields: tuple[FieldShown, ...]
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One paper or enclosure that the act must or may carry, and whether it is there."""

    key: str
    label: str
    made: bool = False  # 文书: the platform makes it from the form
    required: bool = True
    article: str = ""
    preview_href: str = ""
    upload_href: str = ""
    files: tuple[Attachment, ...] = ()
    error: str = ""

    @property
    def there(self) -> bool:
        """Whether nothing is missing."""
        return self.made or bool(self.files)

    @property
    def input_id(self) -> str:
        """The id of its file input."""
        return f"f-{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that happens when the act is done: to whom it goes, which clock starts, what cannot be undone."""

    words: str
    article: str = ""
    irreversible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormError:
    """A line of the summary, leading to its field."""

    words: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an act was not done, what to do, under which article."""

    why: str
    do: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Another person was first; what was typed stands below unchanged."""

    who: str
    at: str
    act: str
    href: str  # of the matter as it now stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """The form of one act, or of an opening act when there is no matter yet."""

    act: str
    help: str
    article: str
    action_href: str
    back: Link
    seq: int  # the last step the person saw; compared when the act is done
    draft_href: str = ""
    draft_saved: str = ""  # 10:32, when a draft was taken up again
    draft_discard_href: str = ""
    matter_title: str = ""
    matter_number: str = ""
    state: str = ""
    light: Light | None = None
    due: str = ""
    groups: tuple[FieldGroup, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    statute: tuple[Reason, ...] = ()  # articles with their words
    questions: tuple[str, ...] = ()
    errors: tuple[FormError, ...] = ()
    refusal: Refusal | None = None
    conflict: Conflict | None = None
    irreversible: bool = False
    secrecy: bool = False  # an intake: state secrets and work secrets stay off the platform

    @property
    def missing(self) -> tuple[ChecklistItem, ...]:
        """What must be there before it leaves and is not."""
        return tuple(item for item in self.checklist if item.required and not item.there)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningAct:
    """A way to begin a matter."""

    name: str
    href: str
    article: str
    help: str = ""
    post: str = ""  # who in the unit does it


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureOffered:
    """A procedure that my unit can open a matter of."""

    name: str
    title: str
    article: str
    href: str
    points: str = ""
    acts: tuple[OpeningAct, ...] = ()
    drafts: tuple[Link, ...] = ()
