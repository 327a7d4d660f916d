"""Attachments are seen through the matter's door; a register of numbers by its own unit."""

from django.db import migrations

from liandong.trust.guarding import ENTERED, UNITS, guard


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        guard("documents_attachment", rows=f"matter = {ENTERED}", grants="select, insert"),
        guard("documents_paperregister", rows=f"unit = {UNITS}"),
    ]
