"""文号: a paper's number, drawn from the unit's register without gaps."""

from __future__ import annotations

from django.db import connection

from liandong.procedures.letters import Letter, Numbering


def draw(letter: Letter, *, unit: str, short_name: str, year: int) -> str:
    """The next number, in the transaction that issues the paper; "" where the organ gives its own.

    The row stays locked until that transaction ends, so a paper that is not issued leaves no gap.
    """
    if letter.numbering is not Numbering.REGISTER:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_paperregister (unit, letter, year, last) values (%s, %s, %s, 1)"
            " on conflict (unit, letter, year) do update set last = documents_paperregister.last + 1 returning last",
            [unit, letter.name, year],
        )
        (last,) = cursor.fetchone() or (0,)
    return (letter.number_pattern or "〔{年}〕{号}号").format(简称=short_name, 年=year, 号=last)
