"""What the roles of the web and the jobs may do with the directory; divisions and units are the owner's to write."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "grant select on directory_division, directory_unit to liandong_web, liandong_jobs;\n"
            "grant select, insert, update on directory_user, directory_post to liandong_web;\n"
            "grant usage on sequence directory_user_id_seq, directory_post_id_seq to liandong_web;\n"
            "grant select on directory_user, directory_post to liandong_jobs",
            "revoke all on directory_division, directory_unit, directory_user, directory_post"
            " from liandong_web, liandong_jobs;\n"
            "revoke all on sequence directory_user_id_seq, directory_post_id_seq from liandong_web",
        )
    ]
