"""What the templates are given: plain values in the reader's language, times already in words, no queries behind them.

`href` and every `*_href` is an address made by the view; "" means that there is none. Nothing here is escaped; templates do that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """Of a light. Red is overdue, yellow soon due, green within time, grey a clock that has not started."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """红绿灯: never colour alone; the words say the same (逾期 2 天, 剩 1 个工作日, 在期, 未起算：待签收)."""

    level: Level = Level.NONE
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    words: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a list that a person picks from."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What stands around every page of a person who is signed in."""

    person: str = ""
    posts: tuple[Choice, ...] = ()  # as which unit and post he may act
    rooms: tuple[Link, ...] = ()
    administration: tuple[Link, ...] = ()
    theme: str = "auto"  # auto | light | dark
    search_href: str = ""
    query: str = ""
    law_version: str = ""
    questions_href: str = ""
    help_href: str = ""
    home_href: str = ""
    home_words: str = ""  # what the button of a refusal says

    @property
    def dark_media(self) -> str:
        """The media query under which the dark style sheets hold."""
        return {"dark": "screen", "light": "not all"}.get(self.theme, "screen and (prefers-color-scheme: dark)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One matter in a block of the 工作台."""

    title: str
    href: str
    number: str
    procedure: str
    state: str
    due: str  # 3月6日 周五 24:00
    light: Light
    whose: str = ""  # whose it is in the unit, where the reader holds none of these posts
    sender: str = ""  # the other unit that moved it last or sent papers here; "" where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkBlock:
    """轮到我办, 快到期, 已逾期 or 新收到."""

    key: str  # mine | soon | late | new
    title: str
    empty: str  # what would stand here and how it comes about
    rows: tuple[WorkRow, ...] = ()
    more_href: str = ""  # the ledger with the same filter, where not all rows are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One line of the 台账."""

    number: str
    title: str
    href: str
    procedure: str
    state: str
    turn: str
    mine: bool
    due: str
    light: Light
    receipt: Light  # 已签收, 未签收: silence is lit, never a blank
    parties: str  # 当事人, without those whose names are sealed
    last_unit: str
    last_step: str
    last_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A head of a table; with an address where it can be sorted by."""

    words: str
    key: str
    sort_href: str = ""
    sorted: str = ""  # ascending | descending | "" as aria-sort has it
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One control of the ledger's bar."""

    key: str
    label: str
    kind: str  # select | date | search
    value: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """台账: filters, lines, and the way to the next lines by key, without a count of all."""

    columns: tuple[Column, ...]
    rows: tuple[LedgerRow, ...]
    filters: tuple[Filter, ...]
    filtered: bool = False
    clear_href: str = ""
    previous_href: str = ""
    next_href: str = ""
    export_href: str = ""
    new_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of a reckoning, with the article it rests on."""

    words: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAct:
    """An act that is mine to do now, or that my unit may do but not I (`blocked` says who)."""

    name: str
    article: str
    href: str = ""
    help: str = ""
    first: bool = False  # the one that is expected next
    irreversible: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """文书: one issued paper."""

    title: str
    number: str = ""
    issuer: str = ""
    issued: str = ""
    preview_href: str = ""
    pdf_href: str = ""
    docx_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """附件: one uploaded file under its name in the checklist."""

    label: str
    name: str
    size: str
    href: str = ""
    remove_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """送达 or 抄送 to one recipient. Silence is lit: without `signed` the light says 未签收."""

    recipient: str
    paper: str
    copy: bool = False
    signed: str = ""  # 3月6日 10:31 王某
    light: Light = field(default_factory=Light)
    sign_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A field and what was entered; with `open_href` it is sealed and has no value until opened with a purpose."""

    label: str
    value: str
    numeric: bool = False
    long: bool = False
    open_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """办理步骤 in the time line: who did what, when it was done and when it was written down."""

    seq: int
    act: str
    unit: str
    person: str
    made: str
    recorded: str  # "" where it is the same minute
    articles: str
    state: str = ""  # the state it led to, where it changed
    late: str = ""
    reason: str = ""
    internal: bool = False
    values: tuple[Value, ...] = ()
    papers: tuple[Paper, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    services: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OldDue:
    """A due time that no longer holds, and why."""

    due: str
    why: str
    replaced: str
    reason: str = ""  # in the words of who moved it


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """期限 on this matter: running, met, late or waiting for its start."""

    name: str
    kind: str  # 应当 | 可以 | 限
    whose: str
    status: str  # running | met | late | waiting | stopped
    light: Light
    due: str
    started: str
    article: str
    reasons: tuple[Reason, ...] = ()
    old: tuple[OldDue, ...] = ()
    question: str = ""  # what about it awaits legal review


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """当事人: with `open_href` the identity number, and a name that is not there, is sealed until opened with a purpose."""

    name: str  # "" where it is sealed
    kind: str
    minor: bool = False
    open_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """查阅记录: one opening of a sealed value that my unit entered."""

    at: str
    unit: str
    person: str
    field: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """相关事项."""

    title: str
    href: str
    number: str
    procedure: str
    state: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the other side did while the page was open."""

    unit: str
    act: str
    at: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterShown:
    """事项: the whole of a matter's page."""

    number: str
    title: str
    href: str
    procedure: str
    procedure_href: str
    state: str
    turn: str
    mine: bool
    light: Light
    due: str
    last_seq: int
    live_href: str
    closed: bool = False
    suspended: str = ""
    reasons: tuple[Reason, ...] = ()
    strip: str = ""  # SVG of the way taken and what may come next, trusted
    chart: str = ""  # SVG of the whole procedure, trusted
    acts: tuple[OpenAct, ...] = ()
    beside: tuple[OpenAct, ...] = ()  # that may be done at almost any turn and move nothing
    unsigned: tuple[Service, ...] = ()  # that wait for my unit
    steps: tuple[StepShown, ...] = ()
    papers: tuple[Paper, ...] = ()
    values: tuple[Value, ...] = ()
    people: tuple[Person, ...] = ()
    owns_sealed: bool = False  # my unit entered something sealed, and so sees who opened it
    opened: tuple[Opened, ...] = ()
    clocks: tuple[Clock, ...] = ()
    related: tuple[Related, ...] = ()
    questions: tuple[str, ...] = ()
    units: tuple[Value, ...] = ()  # which unit plays which role
