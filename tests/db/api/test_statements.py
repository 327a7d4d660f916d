"""What one request asks of the database: few statements, one commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import AGENCY, POLICE, TO_NOT_FILED, TO_REVIEW, walked
from tests.db.api.test_matters import PDF, Caller, body_of

pytestmark = pytest.mark.usefixtures("real_cast")
MOST = 25


@contextmanager
def counted() -> Iterator[None]:
    """At most 25 statements, however many of them travel together, and one commit among them."""
    with CaptureQueriesContext(connection) as queries:
        yield
    statements = [text for query in queries for text in query["sql"].split(";\n")]
    assert statements.count("COMMIT") == 1
    assert len(statements) <= MOST, "\n".join(text[:80] for text in statements)


def test_opening_a_matter() -> None:
    caller = Caller(AGENCY)
    with counted():
        assert caller.post("matters", {"procedure": "正向移送", "act": "登记", **body_of("登记")}).status_code == 201


@pytest.mark.parametrize(
    ("unit", "act", "way"),
    [
        (AGENCY, "报请审批", ()),
        (AGENCY, "移送", TO_REVIEW[:2]),
        (POLICE, "签收", TO_REVIEW),
        (POLICE, "立案", (*TO_REVIEW, (POLICE, "签收"))),
        (AGENCY, "建议监督", TO_NOT_FILED),  # opens a second matter
    ],
)
def test_performing_an_act(unit: str, act: str, way: tuple[tuple[str, str], ...]) -> None:
    walk = walked(way, at=timezone.now() - dt.timedelta(hours=12))
    caller = Caller(unit)
    digest = caller.upload(PDF).json()["digest"]
    with counted():
        answer = caller.post(f"matters/{walk.matter}/acts/{act}", body_of(act, walk.results[-1].standing.facts, digest))
        assert answer.status_code == 200, answer.json()
