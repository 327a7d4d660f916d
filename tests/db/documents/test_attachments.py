"""Rows of uploaded files: seen through the matter's door, never changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import ProgrammingError, connection, transaction

from liandong.documents.models import Attachment

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = uuid.UUID(int=1), uuid.UUID(int=2)


def enter(matter: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.matter', %s, true)", [str(matter)])


def add(matter: uuid.UUID) -> None:
    Attachment.objects.create(
        matter=matter, seq=3, label="清单", name="清单.txt", digest="0" * 64, size=1, media_type="text/plain"
    )


@pytest.fixture
def kept(db: None) -> None:
    """One file of the matter HERE, whose door stands open."""
    enter(HERE)
    add(HERE)


@pytest.mark.usefixtures("kept")
def test_a_file_is_seen_only_through_the_door_of_its_matter() -> None:
    assert Attachment.objects.count() == 1
    enter(ELSEWHERE)
    assert not Attachment.objects.exists()
    with pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
        add(HERE)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("statement", ["update documents_attachment set name = ''", "delete from documents_attachment"])
def test_a_row_can_be_neither_changed_nor_deleted(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("kept")
def test_the_jobs_see_every_file(as_jobs: Callable[[], AbstractContextManager[None]]) -> None:
    enter(ELSEWHERE)
    with as_jobs():
        assert Attachment.objects.count() == 1
