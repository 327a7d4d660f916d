"""The JSON shapes of the API."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Any

from ninja import Field, Schema

Text = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=60)]


class EnclosureIn(Schema):
    """A file that was uploaded before, under the label of the checklist."""

    label: Name
    file_name: Annotated[str, Field(max_length=255)] = ""
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class ActIn(Schema):
    """An act to perform. `at` is when it was done, now if left out; `seen` the last step that was known."""

    fields: dict[str, Any] = {}
    enclosures: list[EnclosureIn] = []
    reason: Text = ""
    at: dt.datetime | None = None
    about: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    about_role: Name = ""
    seen: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    numbers: dict[str, Annotated[str, Field(max_length=60)]] = {}


class OpeningIn(ActIn):
    """A matter to open."""

    procedure: Name
    act: Name


class MatterLine(Schema):
    """A matter as the ledger shows it."""

    id: uuid.UUID
    number: str
    title: str
    procedure: str
    variant: str
    state: str
    closed: bool
    turn: bool
    due_at: dt.datetime | None
    due_limit: str
    unsigned: int
    last_act: str
    last_at: dt.datetime


class MatterPage(Schema):
    """Some lines of the ledger, newest first; `next` is the cursor for more, null at the end."""

    matters: list[MatterLine]
    next: str | None


class StepOut(Schema):
    """One step; sealed values are shown as ＊＊＊."""

    seq: int
    act: str
    unit: str
    at: dt.datetime
    recorded_at: dt.datetime
    fields: dict[str, Any]
    papers: list[dict[str, str]]
    enclosures: list[dict[str, str]]
    reason: str
    to_state: str
    articles: list[str]


class PaperOut(Schema):
    """An issued paper. `sha256` is of the PDF that is kept, empty until it is, about a minute after the act."""

    seq: int
    name: str
    number: str
    issuer: str
    recipients: list[str]
    issued_at: dt.datetime
    sha256: str


class DeadlineOut(Schema):
    """One clock, with the reasons for its day."""

    limit: str
    kind: str
    unit: str
    state: str
    due_at: dt.datetime | None
    last_day: dt.date | None
    reasons: list[str]


class OpenActOut(Schema):
    """An act that is open to the key's unit; `blocked` says what stands in its way."""

    act: str
    articles: list[str]
    blocked: str


class MatterOut(Schema):
    """A matter with its steps, clocks and open acts."""

    id: uuid.UUID
    number: str
    title: str
    procedure: str
    version: dt.date
    variant: str
    state: str
    seq: int
    units: dict[str, str]
    steps: list[StepOut]
    deadlines: list[DeadlineOut]
    open_acts: list[OpenActOut]


class Done(Schema):
    """A step that was stored."""

    id: uuid.UUID
    number: str
    seq: int
    state: str
    digest: str
    opened: list[uuid.UUID]


class Kept(Schema):
    """A file that was kept."""

    digest: str
    size: int
    media_type: str


class RoleOut(Schema):
    """A part in a procedure; `kinds` are the kinds of organ that may play it."""

    key: str
    name: str
    name_en: str
    kinds: list[str]


class StateOut(Schema):
    """Where a matter may stand: whose turn it is, and the post that acts; both empty in a final state."""

    name: str
    name_en: str
    role: str
    post: str
    final: bool
    articles: list[str]


class LimitOut(Schema):
    """A limit of time. `period` is empty where a field names the day."""

    name: str
    kind: str
    role: str
    state: str
    period: str
    urgent: str
    runs_from: str
    lapses_to: str
    articles: list[str]


class LawfulActOut(Schema):
    """What may be done; `form` is the JSON Schema (2020-12) of its fields."""

    name: str
    name_en: str
    opens: bool
    roles: list[str]
    posts: list[str]
    from_states: list[str]
    to_state: str
    papers: list[str]
    enclosures: list[str]
    reason_required: bool
    articles: list[str]
    form: dict[str, Any]


class ProcedureOut(Schema):
    """One version of a procedure, whole."""

    name: str
    title: str
    title_en: str
    version: dt.date
    variant: str
    points: list[int]
    roles: list[RoleOut]
    states: list[StateOut]
    limits: list[LimitOut]
    acts: list[LawfulActOut]


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str = ""
    articles: list[str] = []
    faults: list[dict[str, str]] = []
