"""The demonstration's matters: done as people would do them, through perform(), in the web's role. A process of its own.

What happens is told in law/regions/<region>/demonstration.yaml; it is done once for a data folder.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liandong.matters.performing import Performed
    from liandong.procedures.decision import Asked

PERSONS = {"420102-SJ": "ja-sj", "420102-GA": "ja-ga", "420102-JC": "ja-jc", "420102-ST": "ja-st"}
POSTS = {"承办人": "chengban", "负责人": "fuze", "收件": "shoujian"}
DONE = "demonstration_loaded"  # file in the data folder


def main() -> int:
    """0 where the matters are there, now or since an earlier start."""
    import django

    django.setup()
    import yaml
    from django.conf import settings
    from django.utils import timezone

    told = settings.LAW_ROOT / "regions" / settings.REGION / "demonstration.yaml"
    mark = Path(settings.DATA) / DONE
    if mark.exists() or not told.is_file():
        return 0
    tale = yaml.safe_load(told.read_text(encoding="utf-8"))
    mark.touch()  # what is cut short is not begun again beside what is there
    for matter in tale["事项"]:
        _Matter(matter["程序"], tale["单位"], timezone.localtime()).tell(matter["经过"])
    return 0


class _Matter:
    """One matter as it is told."""

    def __init__(self, procedure: str, units: dict[str, str], now: dt.datetime) -> None:
        self.name = procedure
        self.units = units
        self.now = now
        self.last: Performed | None = None

    def tell(self, steps: list[list[Any]]) -> None:
        """Do every step in order. Errors: RuntimeError with the refusal's words."""
        from liandong.matters import door
        from liandong.matters.performing import Performed, open_matter, perform
        from liandong.procedures.decision import Party
        from liandong.procedures.grammar import PostKind

        for when, who, act, *given in steps:
            short, post = who.split()
            unit = self.units[short]
            person = f"{PERSONS[unit]}-{POSTS[post]}"
            party = Party(unit=unit, posts=frozenset({PostKind(post)}), actor=person)
            at = self._moment(when)
            with door.acting_for([unit]):
                asked = self._asked(act, unit, at, given[0] if given else {})
                done = (
                    perform(matter_id=self.last.matter.id, asked=asked, party=party, now=at)
                    if self.last
                    else open_matter(name=self.name, asked=asked, party=party, now=at)
                )
            if not isinstance(done, Performed):
                raise RuntimeError(f"演示“{act}”没有办成：{done}")  # noqa: TRY004 - a refusal, not a wrong type
            self.last = done

    def _moment(self, when: str) -> dt.datetime:
        days, time = str(when).split()
        day = self.now.date() - dt.timedelta(days=int(days))
        return dt.datetime.combine(day, dt.time.fromisoformat(time), self.now.tzinfo)

    def _asked(self, name: str, unit: str, at: dt.datetime, given: dict[str, Any]) -> Asked:
        from liandong.matters.records import unsealed
        from liandong.matters.rules import law, procedure_of
        from liandong.procedures.decision import ANY_PAPER, Asked
        from liandong.procedures.standing import Enclosure
        from liandong.procedures.story import sample

        procedure = procedure_of(self.last.matter) if self.last else law().procedure(self.name)
        act = procedure.acts[name]
        known = self.last.standing.facts if self.last else {}
        fields = {field.name: sample(field) for field in act.fields if field.required}
        fields |= {field.name: unsealed(known[field.name]) for field in act.fields if field.name in known}
        about = 0
        if act.signs == ANY_PAPER and self.last:
            about = next(s.seq for s in self.last.standing.unsigned() if s.unit == unit)
        return Asked(
            act=name,
            at=at,
            fields=fields | given,
            enclosures=tuple(Enclosure(label=label) for label in act.attachments),
            reason="见书面材料。" if act.reason_required else "",
            about=about,
        )


if __name__ == "__main__":
    sys.exit(main())
