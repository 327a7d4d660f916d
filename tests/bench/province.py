"""A whole province of matters, made in bulk: what a list and a sweep have to find their way through."""

from __future__ import annotations

import psycopg

UNIT = "U"  # the unit whose ledger is measured
OWN = 200  # how many matters it has, spread evenly over all; the others belong to 2,000 units in turn
STEP = 50_000
SOME = """
from (
  select n, md5(n::text)::uuid id, '某公司销售假冒注册商标的商品案' || n title,
    case when n %% %(stride)s::int = 0 then 'U' else 'U' || n %% 2000 end unit
  from generate_series(%(first)s::int, %(last)s::int) n
) made
"""
MATTERS = f"""
insert into matters_matter (id, number, procedure, version, variant, title, state, seq, head, opened_at, opened_by, family)
select id, 'bench-' || n, '正向移送', '2020-09-01', '', title, '待审批', 1, repeat('0', 64),
       now() - n * interval '7 second', unit, id
{SOME}"""
LINES = f"""
insert into matters_participation (matter_id, unit, roles, family, number, title, procedure, variant, state, closed, turn,
  turn_unit, turn_post, due_at, due_limit, due_kind, waiting, matter_due_at, unsigned, unsigned_since, unsigned_by_others,
  services, came_from, parties, last_act, last_unit, last_at, opened_at, words)
select id, unit, '["甲"]', id, 'bench-' || n, title, '正向移送', '', '待审批', false, n %% 3 = 0, unit, '',
       now() + n * interval '1 second', '待审批', '应当', false, now(), 0, null, 0, 0, '', '', '报请审批', unit,
       now() - n * interval '7 second', now(), title
{SOME}"""
CLOCKS = f"""
insert into matters_deadline (matter_id, "limit", opened_seq, kind, role, unit, state, started_at, due_at, last_day, assumed,
  reasons, moved)
select id, '待审批', 1, '应当', '甲', unit, '在期', now(), now() + interval '1 day' + n * interval '1 second', current_date,
       false, '[]', '[]'
{SOME}"""


def fill(connection: psycopg.Connection[tuple[object, ...]], size: int) -> None:
    """Matters 1 to `size`, each with its line and its clock; the connection must see past the policies."""
    connection.execute("set synchronous_commit = off")
    for start in range(1, size + 1, STEP):
        span = {"first": start, "last": min(start + STEP - 1, size), "stride": size // OWN}
        for statement in (MATTERS, LINES, CLOCKS):
            connection.execute(statement, span)
    connection.execute("vacuum (analyze) matters_matter, matters_participation, matters_deadline")


def make_due(connection: psycopg.Connection[tuple[object, ...]], number: int, turn: int, size: int) -> None:
    """Let the clocks of so many matters, spread evenly over all, run out an hour ago; each turn takes others."""
    connection.execute(
        "update matters_deadline set due_at = now() - interval '1 hour', swept_due = null"
        " where matter_id in (select md5((k * %(apart)s::int + %(turn)s::int + 1)::text)::uuid"
        " from generate_series(0, %(number)s::int - 1) k)",
        {"apart": size // number, "turn": turn, "number": number},
    )
