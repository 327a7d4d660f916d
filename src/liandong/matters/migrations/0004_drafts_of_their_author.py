"""A draft is its author's: colleagues of the same unit do not see it, and the jobs have no business with it."""

from django.db import migrations

from liandong.trust.guarding import JOBS, UNITS, USER

GRANTS = "select, insert, update, delete"
OF_UNIT = f"unit = {UNITS}"
OF_AUTHOR = f'{OF_UNIT} and "user" = {USER}'


def policy(rows: str) -> str:
    return f"alter policy matters_draft_web on matters_draft using ({rows}) with check ({rows})"


class Migration(migrations.Migration):
    dependencies = [("matters", "0003_receipts_in_the_ledger")]
    operations = [
        migrations.RunSQL(
            f"{policy(OF_AUTHOR)}; revoke {GRANTS} on matters_draft from {JOBS}",
            f"{policy(OF_UNIT)}; grant {GRANTS} on matters_draft to {JOBS}",
        )
    ]
