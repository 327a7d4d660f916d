"""The audit administrator reads the whole reading log; it is still added to through a matter's door alone."""

from django.db import migrations

from liandong.trust.guarding import ENTERED

AUDITED = "current_setting('app.reading_log', true) = 'open'"


class Migration(migrations.Migration):
    dependencies = [("trust", "0002_row_level_security")]
    operations = [
        migrations.RunSQL(
            f"alter policy trust_reading_web on trust_reading using (matter = {ENTERED} or {AUDITED})",
            f"alter policy trust_reading_web on trust_reading using (matter = {ENTERED})",
        )
    ]
