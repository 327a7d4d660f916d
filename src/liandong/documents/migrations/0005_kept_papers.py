"""Issued papers as bytes: read through the matter's door, added by the jobs alone, changed by nobody."""

from django.db import migrations, models

from liandong.trust.guarding import ENTERED, WEB, guard


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_uploads_guarded")]
    operations = [
        migrations.CreateModel(
            name="KeptPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "seq", "name"), name="kept_paper_once"),
                ],
            },
        ),
        guard("documents_keptpaper", rows=f"matter = {ENTERED}", grants="select, insert"),
        migrations.RunSQL(f"revoke insert on documents_keptpaper from {WEB}", migrations.RunSQL.noop),
    ]
