"""Row-level security as migration operations: who may touch which rows of which table.

The web's and the jobs' roles own nothing; what a table does not grant them here they cannot do. The jobs' role sees
every row, because its sweeps go through the whole province; it too cannot change or delete a step.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

WEB = "liandong_web"
JOBS = "liandong_jobs"
UNITS = "any(string_to_array(current_setting('app.units', true), ','))"
USER = "nullif(current_setting('app.user', true), '')::bigint"
ENTERED = "nullif(current_setting('app.matter', true), '')::uuid"


def guard(table: str, *, rows: str, grants: str = "select, insert, update", sequence: bool = True) -> RunSQL:
    """Let the web's role touch only rows for which the condition `rows` holds, and the jobs' role all, by `grants`."""
    steps = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy {table}_web on {table} to {WEB} using ({rows}) with check ({rows})",
        f"create policy {table}_jobs on {table} to {JOBS} using (true) with check (true)",
        f"grant {grants} on {table} to {WEB}, {JOBS}",
    ]
    if sequence:
        steps.append(f"grant usage on sequence {table}_id_seq to {WEB}, {JOBS}")
    undo = [
        f"revoke all on {table} from {WEB}, {JOBS}",
        f"drop policy {table}_web on {table}",
        f"drop policy {table}_jobs on {table}",
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]
    return RunSQL(";\n".join(steps), ";\n".join(undo))


def grant(table: str, grants: str, *, sequence: bool = False) -> RunSQL:
    """Let both roles use a table that holds no matter's data, and nothing beyond `grants`."""
    steps = [f"grant {grants} on {table} to {WEB}, {JOBS}"]
    if sequence:
        steps.append(f"grant usage on sequence {table}_id_seq to {WEB}, {JOBS}")
    return RunSQL(";\n".join(steps), f"revoke all on {table} from {WEB}, {JOBS}")
