"""Every table with matter data is guarded, and steps cannot be changed."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db

GUARDED_APPS = ("matters", "trust", "documents")


def tables() -> list[str]:
    return [model._meta.db_table for app in GUARDED_APPS for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("table", tables())
def test_every_table_with_matter_data_has_a_policy_for_the_web_and_is_forced(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("select count(*) from pg_policies where tablename = %s and 'liandong_web' = any(roles)", [table])
        assert cursor.fetchone() == (1,)


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
