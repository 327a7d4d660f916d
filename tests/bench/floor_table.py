"""The floor's one table."""

CREATE = "create table if not exists bench_floor (id uuid primary key, act text, at timestamptz, body jsonb)"
