"""Keys of the API, of which nothing changes but that they are revoked; and what administrators did, which nobody changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_grants"),
    ]

    operations = [
        migrations.CreateModel(
            name="Administered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("at", models.DateTimeField(db_index=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=24)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=[("read", "读取"), ("write", "办理")], max_length=10)
                    ),
                ),
                ("posts", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10))),
                ("made_by", models.PositiveBigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["unit"], name="key_of_unit")],
            },
        ),
        migrations.RunSQL(
            "grant select, insert, update (revoked_at) on directory_apikey to liandong_web;\n"
            "grant select, insert on directory_administered to liandong_web;\n"
            "grant delete on directory_post to liandong_web;\n"
            "grant usage on sequence directory_administered_id_seq to liandong_web",
            "revoke delete on directory_post from liandong_web;\n"
            "revoke all on directory_apikey, directory_administered from liandong_web;\n"
            "revoke all on sequence directory_administered_id_seq from liandong_web",
        ),
    ]
