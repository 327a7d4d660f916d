"""Where a matter stands: its steps and what they add up to, as values.

What the database keeps of a matter beside its steps is a copy of the `Standing`, so it can be rebuilt and compared at
any time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from liandong.kernel.citation import Citation
from liandong.kernel.due import Due

type Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper that a step issued; the number is "" until the register or the organ gives one."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An uploaded file that a step carries, under the label of the checklist."""

    label: str
    file_name: str = ""
    digest: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """办理步骤: one performed act, as it is stored and hashed.

    Times are aware: `at` is when it was done, `recorded_at` when it was stored.
    """

    seq: int
    act: str
    role: str
    unit: str
    post: str
    actor: str
    at: dt.datetime
    recorded_at: dt.datetime
    fields: Fields = field(default_factory=dict)
    papers: tuple[IssuedPaper, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    reason: str = ""
    about: int = 0  # the step whose papers it signs for, or whose receipt it corrects
    about_role: str = ""  # whose receipt it proves or corrects; "" for the actor's own
    units: Mapping[str, str] = field(default_factory=dict)  # roles that it gave a unit to
    from_state: str = ""
    to_state: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """送达: the papers of one step on their way to one unit."""

    seq: int
    act: str
    papers: tuple[str, ...]
    role: str
    unit: str
    copy: bool
    issued_at: dt.datetime
    received_at: dt.datetime | None = None
    proved_by_sender: bool = False
    earlier: tuple[dt.datetime, ...] = ()  # receipts that were corrected, oldest first


class ClockState(StrEnum):
    """What has become of a clock; running ones are overdue or not by the time of asking."""

    WAITING = "未起算"
    RUNNING = "在期"
    STOPPED = "中止"
    DONE = "已办"
    DONE_LATE = "逾期办结"
    LAPSED = "已失权"
    VOID = "不再适用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A due time that a clock once had, and why it has another now."""

    due_at: dt.datetime
    why: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """期限 of this matter: one limit at work."""

    limit: str
    role: str
    opened_seq: int
    state: ClockState = ClockState.WAITING
    source_seq: int = 0  # the step that gave the start: the act, or the service that was signed for
    started_at: dt.datetime | None = None
    due: Due | None = None
    stopped_at: dt.datetime | None = None
    extended: int = 0
    ended_at: dt.datetime | None = None
    ended_seq: int = 0
    moved: tuple[Moved, ...] = ()

    @property
    def open(self) -> bool:
        """Still binding somebody."""
        return self.state in (ClockState.WAITING, ClockState.RUNNING, ClockState.STOPPED)

    def overdue(self, at: dt.datetime) -> bool:
        """Runs, and its due time has come."""
        return self.state is ClockState.RUNNING and self.due is not None and at >= self.due.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a matter stands after its steps."""

    state: str
    units: Mapping[str, str]  # role -> code of the unit that plays it
    entered: frozenset[str]  # roles that take part by now, and so may read
    facts: Fields  # the latest value of every field
    services: tuple[Service, ...]
    clocks: tuple[Clock, ...]
    done: tuple[Step, ...]
    suspended: bool = False

    @property
    def seq(self) -> int:
        """Number of the last step."""
        return self.done[-1].seq if self.done else 0

    def roles_of(self, unit: str) -> tuple[str, ...]:
        """The roles that a unit plays."""
        return tuple(role for role, code in self.units.items() if code == unit)

    def clock(self, limit: str) -> Clock | None:
        """The latest clock of a limit."""
        return next((clock for clock in reversed(self.clocks) if clock.limit == limit), None)

    def unsigned(self, role: str = "") -> tuple[Service, ...]:
        """Services nobody has signed for yet, of one role or of all."""
        return tuple(s for s in self.services if s.received_at is None and role in ("", s.role))


NOTHING = Standing(state="", units={}, entered=frozenset(), facts={}, services=(), clocks=(), done=())
