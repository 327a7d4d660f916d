"""A legal instrument 法律文件: what it is called, when it is in force, how it counts, how far it has been verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Mark(StrEnum):
    """核实: how far a fact was checked against the text."""

    V = "V"  # the text was read
    SECONDARY = "V(s)"  # only a source that quotes it was read
    MEMORY = "M"  # neither: check before relying on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument in its present text.

    `in_force` is the first day of the present text, `repealed` the first day on which it is no longer law.
    `text_file` names its text by file stem; `regime` is the rule of counting; `last_article` is the number of its last
    article, without 之一. `articles` are those that law/ relies on, each with its mark; `gists` say in our own words
    what they hold; `other_names` are what else it is called by those who cite it.
    `points_are` is what its numbered parts are called: 条, or 点 in a paper without articles. What ends in `_en` is our
    own translation: no instrument here has an official English text.
    """

    short: str
    title: str
    number: str
    in_force: dt.date | None
    repealed: dt.date | None
    text_file: str | None
    regime: str
    articles: Mapping[str, Mark]
    last_article: int | None
    mark: Mark
    question: str
    points_are: Literal["条", "点"] = "条"
    gists: Mapping[str, str] = field(default_factory=dict)
    title_en: str = ""
    short_en: str = ""
    gists_en: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    def in_force_on(self, day: dt.date) -> bool:
        """Whether the present text is law on that day; False where its first day is not known."""
        return self.in_force is not None and self.in_force <= day and (self.repealed is None or day < self.repealed)
