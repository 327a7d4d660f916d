"""The jobs' role may use the queue's tables."""

from django.db import migrations

from liandong.trust.guarding import JOBS

TABLES = "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"


class Migration(migrations.Migration):
    dependencies = [("procrastinate", "0041_post_retry_failed_job"), ("matters", "0002_row_level_security")]
    operations = [
        migrations.RunSQL(
            f"grant select, insert, update, delete on {TABLES} to {JOBS};"
            f" grant usage on all sequences in schema public to {JOBS}",
            f"revoke all on {TABLES} from {JOBS}",
        )
    ]
