"""Every table with matter data is guarded, and steps cannot be changed."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db

WITHOUT_MATTER_DATA = {
    "account_emailaddress": "sign-in",
    "account_emailconfirmation": "sign-in",
    "auth_group": "sign-in",
    "auth_group_permissions": "sign-in",
    "auth_permission": "sign-in",
    "axes_accessattempt": "sign-in",
    "axes_accessattemptexpiration": "sign-in",
    "axes_accessfailurelog": "sign-in",
    "axes_accesslog": "sign-in",
    "mfa_authenticator": "sign-in",
    "web_cache": "sign-in",
    "django_session": "sign-in, and the unit chosen",
    "directory_administered": "what administrators did, and they see no matter",
    "directory_apikey": "keys of units",
    "directory_division": "public",
    "directory_unit": "public",
    "directory_user": "people and their posts",
    "directory_post": "people and their posts",
    "jobs_digest": "that a mail went to a person, not what stood in it",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "procrastinate_events": "jobs, which are told times alone",
    "procrastinate_jobs": "jobs, which are told times alone",
    "procrastinate_periodic_defers": "jobs, which are told times alone",
    "procrastinate_workers": "jobs, which are told times alone",
}


def test_every_table_has_a_policy_for_the_web_and_is_forced_or_holds_no_data_of_matters() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity and relforcerowsecurity and exists"
            " (select from pg_policies where tablename = relname and 'liandong_web' = any(roles))"
            " from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
        guarded = dict(cursor.fetchall())
    assert {table for table, is_guarded in guarded.items() if not is_guarded} == set(WITHOUT_MATTER_DATA)
    assert {"matters_matter", "matters_step", "documents_attachment", "trust_reading"} <= set(guarded)


@pytest.mark.parametrize("statement", ["update matters_step set act = ''", "delete from matters_step"])
@pytest.mark.parametrize("role", ["liandong_web", "liandong_jobs"])
def test_a_step_can_be_neither_changed_nor_deleted(statement: str, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {role}")
        with pytest.raises(ProgrammingError, match="permission denied for table matters_step"), transaction.atomic():
            cursor.execute(statement)


def test_the_webs_role_owns_nothing_and_bypasses_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, (select count(*) from pg_class where relowner = r.oid)"
            " from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, 0)
