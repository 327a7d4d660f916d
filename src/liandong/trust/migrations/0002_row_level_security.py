"""The reading log can be added to and read through the matter's door, never changed."""

from django.db import migrations

from liandong.trust.guarding import ENTERED, guard


class Migration(migrations.Migration):
    dependencies = [("trust", "0001_initial")]
    operations = [guard("trust_reading", rows=f"matter = {ENTERED}", grants="select, insert")]
