"""Of a matter's readings a unit sees those of what it entered itself, and it writes readings in its own name alone."""

from django.db import migrations

from liandong.trust.guarding import ENTERED, UNITS

AUDITED = "current_setting('app.reading_log', true) = 'open'"
BEFORE = f"using (matter = {ENTERED} or {AUDITED}) with check (matter = {ENTERED})"
AFTER = (
    f"using (matter = {ENTERED} and owner_unit = {UNITS} or {AUDITED})"
    f" with check (matter = {ENTERED} and unit = {UNITS})"
)


class Migration(migrations.Migration):
    dependencies = [("trust", "0003_audited")]
    operations = [
        migrations.RunSQL(
            f"alter policy trust_reading_web on trust_reading {AFTER}",
            f"alter policy trust_reading_web on trust_reading {BEFORE}",
        )
    ]
