"""A whole province of matters, made in bulk: what a list and a sweep have to find their way through."""

from __future__ import annotations

import psycopg

# Matter n belongs to one of 2,000 units, in turn; every unit's ledger is a thin slice of the whole.
MATTERS = """
insert into matters_matter (id, number, procedure, version, variant, title, state, seq, head, opened_at, opened_by, family)
select md5(n::text)::uuid, 'bench-' || n, '正向移送', '2020-09-01', '', '某公司销售假冒注册商标的商品案' || n, '待审批', 1, repeat('0', 64),
       now() - n * interval '7 second', 'U' || n %% 2000, md5(n::text)::uuid
from generate_series(%(first)s::int, %(last)s::int) n
"""
LINES = """
insert into matters_participation (matter_id, unit, roles, family, number, title, procedure, variant, state, closed, turn,
  turn_unit, turn_post, due_at, due_limit, due_kind, waiting, matter_due_at, unsigned, unsigned_since, unsigned_by_others,
  services, last_act, last_unit, last_at, opened_at, words)
select md5(n::text)::uuid, 'U' || n %% 2000, '["甲"]', md5(n::text)::uuid, 'bench-' || n, '某公司销售假冒注册商标的商品案' || n, '正向移送',
       '', '待审批', false, n %% 3 = 0, 'U' || n %% 2000, '', now() + n * interval '1 second', '待审批', '应当', false, now(), 0, null, 0, 0,
       '报请审批', 'U' || n %% 2000, now() - n * interval '7 second', now(), '某公司销售假冒注册商标的商品案' || n
from generate_series(%(first)s::int, %(last)s::int) n
"""
CLOCKS = """
insert into matters_deadline (matter_id, "limit", opened_seq, kind, role, unit, state, started_at, due_at, last_day, assumed,
  reasons, moved)
select md5(n::text)::uuid, '待审批', 1, '应当', '甲', 'U' || n %% 2000, '在期', now(), now() + interval '1 day' + n * interval '1 second',
       current_date, false, '[]', '[]'
from generate_series(%(first)s::int, %(last)s::int) n
"""
STEP = 50_000


def fill(owner: psycopg.Connection[tuple[object, ...]], first: int, last: int, tell: object = None) -> None:
    """Matters `first` to `last`, each with its line and its clock; the connection must see past the policies."""
    for start in range(first, last + 1, STEP):
        span = {"first": start, "last": min(start + STEP - 1, last)}
        for statement in (MATTERS, LINES, CLOCKS):
            owner.execute(statement, span)
        if callable(tell):
            tell(span["last"])
    owner.execute("analyze matters_matter, matters_participation, matters_deadline")


def make_due(owner: psycopg.Connection[tuple[object, ...]], number: int, offset: int) -> None:
    """Let the clocks of so many matters, from `offset` on, have run out an hour ago."""
    owner.execute(
        "update matters_deadline set due_at = now() - interval '1 hour', swept_due = null"
        " where matter_id in (select md5(n::text)::uuid from generate_series(%s::int, %s::int) n)",
        [offset, offset + number - 1],
    )
