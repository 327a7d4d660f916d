"""The cache that all web processes share: used one-time codes and counted attempts must not be forgotten by the next one.

The columns are those that Django's database cache asks for.
"""

from django.db import migrations

from liandong.trust.guarding import WEB


class Migration(migrations.Migration):
    dependencies = [("web", "0003_second_factors_sealed")]
    operations = [
        migrations.RunSQL(
            "create table web_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);\n"
            "create index web_cache_expires on web_cache (expires);\n"
            f"grant select, insert, update, delete on web_cache to {WEB}",
            "drop table web_cache",
        )
    ]
