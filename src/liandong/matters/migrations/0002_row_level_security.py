"""A matter's rows are seen through the door alone, a ledger by its own unit; steps can be added and never changed."""

from django.db import migrations

from liandong.trust.guarding import ENTERED, UNITS, guard


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [
        guard("matters_matter", rows=f"id = {ENTERED}", sequence=False),
        guard("matters_step", rows=f"matter_id = {ENTERED}", grants="select, insert"),
        guard("matters_service", rows=f"matter_id = {ENTERED}"),
        guard("matters_deadline", rows=f"matter_id = {ENTERED}"),
        guard("matters_participation", rows=f"unit = {UNITS} or matter_id = {ENTERED}"),
        guard("matters_draft", rows=f"unit = {UNITS}", grants="select, insert, update, delete", sequence=False),
        guard("matters_register", rows=f"unit = {UNITS}"),
    ]
