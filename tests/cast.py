"""Who plays in the tests: one county's bureau, police and procuratorate, those above, and a stranger; and how they act.

The people are invented. Matters are opened and walked by `perform()` alone, as the page and the API do it.
"""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liandong.matters.performing import Overtaken, Performed
    from liandong.procedures.decision import Party
    from liandong.procedures.grammar import Act
    from liandong.procedures.refusal import Refused

AGENCY, POLICE, PROCURATORATE = "420102-SJ", "420102-GA", "420102-JC"
POLICE_ABOVE, PROCURATORATE_ABOVE = "420100-GA", "420100-JC"
OTHER_POLICE = "420606-GA"
ECOLOGY = "420102-ST"
STRANGER = "420606-SJ"  # 樊城区, takes part in nothing
UNITS = (
    AGENCY,
    POLICE,
    PROCURATORATE,
    ECOLOGY,
    "420100-SJ",
    "420100-ST",
    "420000-ST",
    POLICE_ABOVE,
    PROCURATORATE_ABOVE,
    "420000-SJ",
    "420000-GA",
    "420000-JC",
    "420600-SJ",
    "420600-GA",
    OTHER_POLICE,
    STRANGER,
)
SHORT = {AGENCY: "sj", POLICE: "ga", PROCURATORATE: "jc", PROCURATORATE_ABOVE: "sjc", STRANGER: "fc"}
POSTS = {"handler": "承办人", "head": "负责人", "registry": "收件"}
ADMINISTRATORS = {"xitong": "系统", "anquan": "安全", "shenji": "审计"}

BEGIN = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)  # Monday, 9:00 in Shanghai
TITLE = "江岸某食品厂生产有毒有害食品案"
MINOR, MINORS_NUMBER = "周小宝", "420102201501011234"
ADULT, ADULTS_NUMBER = "钱大明", "420102198001015678"
PARTIES = [
    {"名称": ADULT, "类别": "自然人", "证件号码": ADULTS_NUMBER},
    {"名称": MINOR, "类别": "自然人", "证件号码": MINORS_NUMBER, "未成年人": True},
]
REPORTER = "赵举报"
SECRETS = (MINOR, MINORS_NUMBER, ADULTS_NUMBER, REPORTER)  # in no column and on no page
REGISTERED: dict[str, Any] = {
    "案件名称": TITLE,
    "当事人": PARTIES,
    "举报人": [{"名称": REPORTER, "类别": "自然人", "未成年人": True}],
}

# which unit a field takes that asks for one of these kinds
CHOSEN = {("公安",): OTHER_POLICE, ("行政执法",): AGENCY, ("生态环境", "应急管理"): ECOLOGY}


def username(unit: str, post: str) -> str:
    """The name with which a person of the cast signs in; `post` is a key of POSTS."""
    return f"{SHORT[unit]}-{post}"


def load_cast() -> None:
    """Divisions, units, users and posts; needs the owner's rights."""
    from liandong.directory.models import Division, Post, Unit, User

    divisions, units = _directory()
    Division.objects.bulk_create(
        [
            Division(code=d.code, name=d.name, name_en=d.name_en, level=d.level.value, parent_id=d.parent_code)
            for d in divisions
        ]
    )
    Unit.objects.bulk_create(
        [
            Unit(
                code=u.code,
                name=u.name,
                name_en=u.name_en,
                kind=u.kind,
                enforcement=u.enforcement,
                division_id=u.division,
                level=u.level.value,
                parent_id=u.parent_code,
            )
            for u in units
        ]
    )
    users = [
        User(username=username(unit, post), name=f"演示{short}{kind}", password="!")
        for unit, short in SHORT.items()
        for post, kind in POSTS.items()
    ]
    users += [User(username=name, name=f"演示{role}", password="!", admin_role=role) for name, role in _admins()]
    known = {user.username: user for user in User.objects.bulk_create(users)}
    Post.objects.bulk_create(
        [
            Post(user=known[username(unit, post)], unit_id=unit, kind=kind, since=dt.date(2020, 1, 1))
            for unit in SHORT
            for post, kind in POSTS.items()
        ]
    )


def _admins() -> list[tuple[str, str]]:
    return [(f"admin-{short}", role) for short, role in ADMINISTRATORS.items()]


@functools.cache
def _directory() -> tuple[list[Any], list[Any]]:
    from liandong.directory.region import make_units
    from liandong.directory.region_reading import read_region

    region = read_region(Path(__file__).parents[1] / "law" / "regions" / "hubei")
    units = [unit for unit in make_units(region) if unit.code in UNITS]
    wanted = {unit.division for unit in units}
    return [division for division in region.divisions if division.code in wanted], units


def party(unit: str, *posts: str) -> Party:
    """Somebody of a unit in these posts (keys of POSTS), in all of them if none is named."""
    from liandong.procedures.decision import Party
    from liandong.procedures.grammar import PostKind

    held = posts or tuple(POSTS)
    kinds = frozenset(PostKind(POSTS[post]) for post in held)
    return Party(unit=unit, posts=kinds, actor=f"{SHORT.get(unit, unit)}-{held[0]}")


def asked(
    act: Act, at: dt.datetime, facts: Mapping[str, Any], given: Mapping[str, Any] | None = None, about: int = 0
) -> Any:
    """What somebody asks who fills in everything required with samples, prefilled where an earlier step knows it."""
    from liandong.matters.records import unsealed
    from liandong.procedures.decision import Asked
    from liandong.procedures.grammar import FieldType
    from liandong.procedures.standing import Enclosure
    from liandong.procedures.story import sample

    fields = {item.name: sample(item) for item in act.fields if item.required}
    fields |= {item.name: CHOSEN[item.kinds] for item in act.fields if item.type is FieldType.UNIT and item.required}
    fields |= {item.name: unsealed(facts[item.name]) for item in act.fields if item.name in facts}
    fields |= given or {}
    return Asked(
        act=act.name,
        at=at,
        fields=fields,
        enclosures=tuple(Enclosure(label=label) for label in act.attachments),
        reason="略" if act.reason_required else "",
        about=about,
    )


@dataclass
class Walk:
    """One matter on its way; each act is done in a transaction of its own, an hour after the one before."""

    matter: uuid.UUID
    number: str
    at: dt.datetime
    results: list[Performed] = field(default_factory=list)

    def do(
        self,
        unit: str,
        act: str,
        given: Mapping[str, Any] | None = None,
        *,
        hours: float = 1,
        about: int = 0,
        seen: int | None = None,
        posts: tuple[str, ...] = (),
    ) -> Performed:
        """Perform an act that must succeed."""
        from liandong.matters.performing import Performed

        result = self.attempt(unit, act, given, hours=hours, about=about, seen=seen, posts=posts)
        assert isinstance(result, Performed), result
        return result

    def attempt(
        self,
        unit: str,
        act: str,
        given: Mapping[str, Any] | None = None,
        *,
        hours: float = 1,
        about: int = 0,
        seen: int | None = None,
        posts: tuple[str, ...] = (),
    ) -> Performed | Refused | Overtaken | None:
        """Perform an act, whatever comes of it."""
        from liandong.matters import door
        from liandong.matters.performing import Performed, perform
        from liandong.matters.rules import procedure_of

        self.at += dt.timedelta(hours=hours)
        with door.acting_for([unit]):
            matter = door.enter(self.matter, [unit])
            known = self.results[-1].standing
            procedure = procedure_of(matter) if matter else procedure_of(self.results[-1].matter)
            result = perform(
                matter_id=self.matter,
                asked=asked(procedure.acts[act], self.at, known.facts, given, about),
                party=party(unit, *posts),
                now=self.at,
                seen=seen,
            )
        if isinstance(result, Performed):
            self.results.append(result)
        return result


def begin(
    procedure: str = "正向移送",
    act: str = "登记",
    unit: str = AGENCY,
    given: Mapping[str, Any] | None = None,
    at: dt.datetime = BEGIN,
) -> Walk:
    """A matter that was just opened."""
    from liandong.matters import door
    from liandong.matters.performing import Performed, open_matter
    from liandong.matters.rules import law

    version = law().procedure(procedure)
    known = {item.name for item in version.acts[act].fields}
    fields = {name: value for name, value in REGISTERED.items() if name in known} | dict(given or {})
    with door.acting_for([unit]):
        result = open_matter(name=procedure, asked=asked(version.acts[act], at, {}, fields), party=party(unit), now=at)
    assert isinstance(result, Performed), result
    return Walk(matter=result.matter.id, number=result.matter.number, at=at, results=[result])


# unit and act on the way to 待审查, one after the other
TO_REVIEW = ((AGENCY, "报请审批"), (AGENCY, "批准移送"), (AGENCY, "移送"))
TO_NOT_FILED = (*TO_REVIEW, (POLICE, "签收"), (POLICE, "不立案"), (AGENCY, "签收文书"))


def walked(way: tuple[tuple[str, str], ...], at: dt.datetime = BEGIN) -> Walk:
    """A transfer that was opened and went this way."""
    walk = begin(at=at)
    for unit, act in way:
        walk.do(unit, act)
    return walk
