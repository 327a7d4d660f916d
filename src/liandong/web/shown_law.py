"""What the templates of the law pages and of papers are given."""

from __future__ import annotations

from dataclasses import dataclass

from liandong.web.shown import Filter, Light, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    words: str
    href: str = ""
    numeric: bool = False
    light: Light | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of words: caption, heads, lines. `empty` says what would stand there."""

    key: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """A procedure in the list."""

    name: str
    title: str
    href: str
    in_force: str
    points: str
    instrument: str
    variants: tuple[Link, ...] = ()
    questions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """待法制审核: one open question and where it hangs."""

    words: str
    about: str
    place: str  # file and line in law/
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShown:
    """An article relied on, and whether its text was verified."""

    instrument: str
    article: str
    used_by: str
    verified: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class LawShown:
    """法律依据 of one procedure: the proof sheet."""

    title: str
    in_force: str
    points: str
    chart: str  # SVG, trusted
    versions: tuple[Link, ...] = ()
    variants: tuple[Link, ...] = ()
    note: str = ""
    tables: tuple[Table, ...] = ()  # roles, states and limits, acts, papers
    articles: tuple[ArticleShown, ...] = ()
    questions: tuple[QuestionShown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper in the room 文书."""

    title: str
    number: str
    preview_href: str
    matter: str
    matter_href: str
    issuer: str
    recipients: str
    issued: str
    light: Light  # 已签收 with the time, or 未签收
    copy: bool = False
    pdf_href: str = ""
    docx_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRoom:
    """文书: the papers that a unit issued or received, and the way to the next by key."""

    rows: tuple[PaperRow, ...]
    filters: tuple[Filter, ...]
    filtered: bool = False
    clear_href: str = ""
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPreview:
    """A paper on the page."""

    title: str
    number: str
    issuer: str
    issued: str
    frame_href: str  # the PDF itself, shown by the browser
    pdf_href: str
    docx_href: str
    back: Link
    contents: tuple[str, ...] = ()  # what its article says it must hold
    article: str = ""
    note: str = ""
    draft: bool = False
    digest: str = ""  # SHA-256 of the kept file; "" while it is not kept
    kept_at: str = ""
    text: tuple[str, ...] = ()  # its paragraphs, for who cannot see the PDF
