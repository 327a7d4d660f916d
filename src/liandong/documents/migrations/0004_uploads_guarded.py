"""An upload is its own unit's until it becomes part of a matter."""

from django.db import migrations

from liandong.trust.guarding import UNITS, guard


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_upload")]
    operations = [guard("documents_upload", rows=f"unit = {UNITS}", grants="select, insert, delete")]
