"""What a procedure is, as frozen values: the words of law/procedures/ in the glossary's English.

The YAML keys stand behind each field. Everything that a page, a clock, a paper or a test needs to know of a procedure is
here; nothing here knows where it came from except `place`, the file and line that a message can name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liandong.kernel.citation import Citation
from liandong.kernel.period import Period
from liandong.kernel.regime import Regime

FEW = 4  # states; an act from more of them belongs to no turn and may be done almost anywhere
EVERYONE = "各方"  # 谁: any role that takes part
CLOCK = "期限"  # the actor, and as 谁 the only one, of an act that a lapsed right brings about by itself
EXTENDED_TO = "延长至"  # the choice that an act of extension with 至 asks for; its field is made from the periods


class PostKind(StrEnum):
    """岗位: who within a unit."""

    HANDLER = "承办人"
    HEAD = "负责人"
    REGISTRY = "收件"
    LIAISON = "联络员"
    READER = "查阅"


class LimitKind(StrEnum):
    """应当 is a duty and runs overdue; 可以 a right that lapses into an act; 限 binds an act only if it is done at all."""

    DUTY = "应当"
    RIGHT = "可以"
    WITHIN = "限"


class StartEvent(StrEnum):
    """The fact from which a limit runs."""

    MADE = "作出"  # the time of an act
    RECEIVED = "收到"  # the limit's role has signed for a paper
    FIELD = "字段"  # a day that was entered


class FieldType(StrEnum):
    """类型 of a field of a form."""

    TEXT = "文本"
    LONG_TEXT = "长文本"
    MONEY = "金额"  # yuan, two decimals, kept as text of a decimal
    NUMBER = "数"
    DATE = "日期"
    TIME = "时间"  # day and minute, Asia/Shanghai
    CHOICE = "选项"
    YES_NO = "是否"
    UNIT = "单位"  # the code of a unit in the directory
    NAMES = "名单"  # names of officers, one a line; `at_least` of them
    PARTIES = "当事人"  # list of {名称, 类别, 证件号码, 未成年人}


class Find(StrEnum):
    """How a role finds its unit (找)."""

    OPENER = "发起"  # the unit that opens the matter
    SAME = "同级"  # of the role's kind, in the same division as the unit of `near`
    ABOVE = "上级"  # the unit one level above the unit of `near`
    FIELD = "字段"  # named in a field by the act that brings it in
    CARRIED = "承接"  # handed over from the procedure that opened this one


@dataclass(frozen=True, slots=True)
class Place:
    """Where in law/ something is written: file relative to law/, line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """待法制审核: what could not be verified, in words."""

    words: str
    about: str  # the procedure, state, act, limit or instrument that it hangs on
    place: Place
    words_en: str = ""
    about_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """主体: a part in the procedure, played by one unit of a matter."""

    key: str
    name: str
    name_en: str
    kinds: tuple[str, ...]  # 类: kinds of organ; 行政执法 stands for every organ with a power to punish
    find: Find
    near: str = ""  # the role, or with Find.FIELD the field, that it is found from
    place: Place = Place("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """自: from which fact a limit runs."""

    event: StartEvent
    of: tuple[str, ...]  # acts, papers, or one field


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of time: whose, how long, from when, under which article, and what ends it."""

    name: str  # the state's or act's name, or the key under 期限
    name_en: str = ""
    kind: LimitKind
    role: str
    period: Period | None  # None where `period_field` names the day
    start: Start
    citations: tuple[Citation, ...]
    regime: Regime
    period_field: str = ""
    urgent: Period | None = None  # 紧急.期, taken where the yes-no field `urgent_field` was answered yes
    urgent_field: str = ""
    ended_by: frozenset[str] = frozenset()  # 止: acts; a state's own limit ends when the state is left
    state: str = ""  # the state it belongs to; "" for one under 期限, which runs beside the states
    lapse: str = ""  # 逾期: the act that an unused right comes to
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """状态: where a matter stands and whose turn it is."""

    name: str
    name_en: str
    role: str  # 轮到; "" in a final state
    post: PostKind | None
    limit: Limit | None
    citations: tuple[Citation, ...]
    final: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """字段 of an act's form."""

    name: str
    name_en: str
    type: FieldType
    required: bool = False
    sensitive: bool = False
    unit: str = ""  # 单位: 元, 吨, 件 …
    choices: tuple[str, ...] = ()
    at_least: int = 0
    help: str = ""
    kinds: tuple[str, ...] = ()  # for FieldType.UNIT: which kinds of organ may be chosen
    place: Place = Place("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """转入: the act opens a matter of another procedure and carries roles and fields over."""

    procedure: str
    act: str  # the opening act there
    roles: Mapping[str, str]  # there -> here
    fields: Mapping[str, str]  # there -> here


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """延长: which limit, and either up to one of these periods from its own start, or by so much more."""

    limit: str
    up_to: tuple[Period, ...] = ()  # 至: the actor picks one (field 延长至)
    by: Period | None = None  # 加
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """仅当: the act is open only while this holds."""

    overdue: str = ""  # 逾期: this limit is overdue
    running: str = ""  # 在期: this limit runs and is not overdue
    field: str = ""  # 字段 with 为
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """行为: what may be done, by whom, from which states, with which papers, and what follows."""

    name: str
    name_en: str
    roles: tuple[str, ...]  # 谁; (EVERYONE,) for all that take part
    posts: tuple[PostKind, ...]
    opens: bool  # 开启: it opens the matter
    from_states: frozenset[str]  # 从; resolved: 任意 has become every state that is not final
    to_state: str  # 到; "" where the state stays
    citations: tuple[Citation, ...]
    fields: tuple[Field, ...] = ()
    papers: tuple[str, ...] = ()  # 文书: letters that the act issues
    attachments: tuple[str, ...] = ()  # 必附
    optional_attachments: tuple[str, ...] = ()  # 有则附
    reason_required: bool = False
    internal: bool = False  # 内部: seen by the actor's own unit alone
    serves: tuple[str, ...] = ()  # 送达: roles that must sign for it
    copies: tuple[str, ...] = ()  # 抄送: roles that get it to know
    signs: str = ""  # 签收: the paper it signs for, or 任意
    records_service: bool = False  # 登记送达: the sender proves delivery to a recipient who does not sign
    corrects: bool = False  # 更正签收: moves the day of a receipt
    extension: Extension | None = None
    suspends: bool = False  # 中止: stops every running limit of the matter
    resumes: bool = False  # 恢复
    hand_over: HandOver | None = None
    reassigns: str = ""  # 改派: the role whose unit changes …
    reassigns_to: str = ""  # … to the unit in this field
    condition: Condition | None = None
    limit: Limit | None = None  # 限
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """程序: one version of one procedure, complete."""

    name: str
    title: str
    title_en: str
    in_force: dt.date  # 施行: names the version
    variant: str  # "" for the procedure itself
    variant_kinds: tuple[str, ...]  # 适用: the opener's kinds for which the variant is taken
    points: tuple[int, ...]  # 方案: the plan's points it serves
    roles: Mapping[str, Role]
    states: Mapping[str, State]
    acts: Mapping[str, Act]
    limits: Mapping[str, Limit]  # every limit by name: of states, of acts, and those beside the states
    questions: tuple[Question, ...]
    note: str = ""
    repealed: dt.date | None = (
        None  # the first day on which no matter begins under it: 失效, or the next version's 施行
    )
    english: Mapping[str, str] = field(default_factory=dict)  # of every word in it: names, choices, papers, helps …
    place: Place = field(default=Place("", 0))

    def said(self, words: str, *, english: bool) -> str:
        """Words of this procedure in the reader's language; as they are where they have no English."""
        return self.english.get(words, words) if english else words

    @property
    def version(self) -> str:
        """施行日, by which a matter names its version."""
        return self.in_force.isoformat()

    def in_force_on(self, day: dt.date) -> bool:
        """Whether a matter that begins on that day follows it."""
        return self.in_force <= day and (self.repealed is None or day < self.repealed)

    def openings(self) -> tuple[Act, ...]:
        """The acts that open a matter."""
        return tuple(act for act in self.acts.values() if act.opens)

    def beside(self, act: Act) -> bool:
        """Is it done beside the course of things: it moves nothing, and is open to all or almost anywhere?"""
        return not act.to_state and (act.roles == (EVERYONE,) or len(act.from_states) > FEW)

    def irreversible(self, act: Act) -> bool:
        """Does it put the matter out of the actor's hands: closed, with another role or unit, or a new one opened?"""
        leaves = act.to_state != "" and self.states[act.to_state].role not in act.roles
        return leaves or act.hand_over is not None or act.reassigns != ""
