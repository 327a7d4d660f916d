"""Keys are read and made by the web's role; nothing of one can be changed but that it is revoked."""

from django.db import migrations

from liandong.trust.guarding import WEB


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"grant select, insert, update (revoked_at) on api_apikey to {WEB}", f"revoke all on api_apikey from {WEB}"
        )
    ]
