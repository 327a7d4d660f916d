"""The mails of a day, which the jobs alone may read and write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from liandong.trust.guarding import JOBS


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("jobs", "0001_grants")]
    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("day", "user"), name="digest_once")]},
        ),
        migrations.RunSQL(
            f"grant select, insert, update, delete on jobs_digest to {JOBS}", f"revoke all on jobs_digest from {JOBS}"
        ),
    ]
