"""How an instrument counts its periods 计期规则."""

from __future__ import annotations

from dataclasses import dataclass

from liandong.kernel.citation import Citation
from liandong.kernel.period import Period, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What a period means under an instrument.

    `workday_counts` are the numbers N for which “N日” means working days; with `day_is_workday` all do.
    `roll_over`: a last day that is a rest day moves to the first working day after it.
    `start_counts`: the day of the start event is the first day.
    `basis` is the article that says how days are counted; `start_basis`, `end_basis` and `month_basis` are the ones for
    the start day, the rest day at the end and the end of a month, where they are others.
    `question` is what a law officer has still to decide, in words; "" where the law is clear.
    """

    name: str
    workday_counts: frozenset[int] = frozenset()
    day_is_workday: bool = False
    roll_over: bool = True
    start_counts: bool = False
    basis: Citation | None = None
    start_basis: Citation | None = None
    end_basis: Citation | None = None
    month_basis: Citation | None = None
    question: str = ""
    name_en: str = ""
    question_en: str = ""

    def means_workdays(self, period: Period) -> bool:
        """Whether this period is counted in working days."""
        if period.unit is Unit.WORKDAY:
            return True
        return period.unit is Unit.DAY and (self.day_is_workday or period.count in self.workday_counts)
