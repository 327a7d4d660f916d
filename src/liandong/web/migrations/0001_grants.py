"""The web's role may use the tables of sign-in and sessions, and nothing else of the libraries."""

from django.db import migrations

from liandong.trust.guarding import grant

EVERYTHING = "select, insert, update, delete"


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]
    operations = [
        grant("django_session", EVERYTHING),
        grant("django_content_type", "select"),
        grant("django_migrations", "select"),
        grant("mfa_authenticator", EVERYTHING),
        grant("account_emailaddress", "select"),
        grant("account_emailconfirmation", "select"),
        grant("axes_accessattempt", EVERYTHING),
        grant("axes_accessattemptexpiration", EVERYTHING),
        grant("axes_accesslog", EVERYTHING),
        grant("axes_accessfailurelog", EVERYTHING),
    ]
