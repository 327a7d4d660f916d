"""The rooms of papers, kept as the ledgers are: a line for the unit that issued a paper and for each that it went to.

Matters that are there already get their lines, and their papers are kept, after `liandong verify --rebuild`.
"""

import django.db.models.deletion
from django.db import migrations, models

from liandong.trust.guarding import ENTERED, UNITS, guard


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_who_and_from_whom")]
    operations = [
        migrations.CreateModel(
            name="PaperLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("unit", models.CharField(max_length=24)),
                ("own", models.BooleanField()),
                ("copy", models.BooleanField()),
                ("number", models.CharField(blank=True, max_length=200)),
                ("matter_number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=500)),
                ("issuer", models.CharField(blank=True, max_length=24)),
                ("recipients", models.JSONField()),
                ("issued_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("unsigned", models.PositiveSmallIntegerField()),
                ("keep_at", models.DateTimeField(null=True)),
                (
                    "matter",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="matters.matter"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "-issued_at", "-id"], name="papers_of_unit"),
                    models.Index(
                        condition=models.Q(("keep_at__isnull", False)), fields=["keep_at"], name="papers_to_keep"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "seq", "name", "unit"), name="paper_line_once"),
                ],
            },
        ),
        guard("matters_paperline", rows=f"unit = {UNITS} or matter_id = {ENTERED}"),
    ]
