"""Chinese numerals as statutes write them: 第五百六十条, 二十四小时, 两年; and full-width digits."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_NUMERAL = re.compile(
    r"(?:(?P<thousands>[一二两三四五六七八九])千)?零?(?:(?P<hundreds>[一二两三四五六七八九])百)?零?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?零?(?P<ones>[一二两三四五六七八九])?"
)

NUMERAL_CHARACTERS = "零〇一二两三四五六七八九十百千"


def to_chinese(number: int) -> str:
    """560 -> 五百六十, 10 -> 十, 107 -> 一百零七. Errors: ValueError outside 1 to 9999."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no statute numeral for {number}")
    words = ""
    gap = False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(words)
    return words[1:] if words.startswith("一十") else words


def to_number(text: str) -> int:
    """五百六十 -> 560, 两 -> 2, and digits of either width. Errors: ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    match = _NUMERAL.fullmatch(text)
    if not text or match is None or not any(match.groupdict().values()):
        raise ValueError(f"not a numeral of a statute: {text}")
    total = _VALUES[match["ones"]] if match["ones"] else 0
    if match["ten"]:
        total += 10 * (_VALUES[match["tens"]] if match["tens"] else 1)
    for group, place in (("hundreds", 100), ("thousands", 1000)):
        if match[group]:
            total += place * _VALUES[match[group]]
    return total


def half_width(text: str) -> str:
    """２４小时 -> 24小时: digits only, every other character as it stands."""
    return text.translate({ord("０") + value: str(value) for value in range(10)})
