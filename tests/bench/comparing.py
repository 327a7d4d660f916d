"""Two rates measured in turn, and what comes of comparing them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the result; `met` is None where there is no goal and the figure is for information."""

    what: str
    value: str
    goal: str = ""
    met: bool | None = None


def at_least(what: str, ratios: Sequence[float], goal: float, more: str = "") -> Measured:
    """A ratio that is to be reached."""
    return Measured(what=what, value=_said(ratios, more), goal=f">= {goal:.2f}", met=statistics.median(ratios) >= goal)


def at_most(what: str, ratios: Sequence[float], goal: float, more: str = "") -> Measured:
    """A ratio that is not to be passed."""
    return Measured(what=what, value=_said(ratios, more), goal=f"<= {goal:.2f}", met=statistics.median(ratios) <= goal)


def _said(ratios: Sequence[float], more: str) -> str:
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:.2f} ({low:.2f} to {high:.2f}){more}"
