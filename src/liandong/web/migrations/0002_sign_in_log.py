"""The log of sign-ins can be added to; of a line in it only the end of the session is written later."""

from django.db import migrations

from liandong.trust.guarding import JOBS, WEB

LOGS = "axes_accesslog, axes_accessfailurelog"


class Migration(migrations.Migration):
    dependencies = [("web", "0001_grants")]
    operations = [
        migrations.RunSQL(
            f"revoke update, delete on {LOGS} from {WEB}, {JOBS}; grant update (logout_time) on axes_accesslog to {WEB}",
            f"grant update, delete on {LOGS} to {WEB}, {JOBS}",
        )
    ]
