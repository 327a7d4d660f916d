"""The OpenAPI document, and what Schemathesis finds when it holds the API against it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.cast import AGENCY, BEGIN, TO_REVIEW, walked

from liandong.directory.keys import issue_key

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    ("/api/v1/matters", "GET"),
    ("/api/v1/matters", "POST"),
    ("/api/v1/matters/{matter_id}", "GET"),
    ("/api/v1/matters/{matter_id}/acts/{act}", "POST"),
    ("/api/v1/matters/{matter_id}/papers", "GET"),
    ("/api/v1/matters/{matter_id}/papers/{seq}/{name}", "GET"),
    ("/api/v1/files", "POST"),
    ("/api/v1/procedures", "GET"),
    ("/api/v1/procedures/{name}", "GET"),
    ("/api/v1/procedures/{name}/acts/{act}/schema", "GET"),
]


@pytest.fixture
def api(cast: None) -> Iterator[Any]:
    """The API's schema, asked in this process and in the transaction of the test, which no request may end."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_the_document_is_openapi_3_1_and_needs_no_key() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_of_the_document_is_tried_here(api: Any) -> None:
    found = {(path, method.upper()) for path in api for method in api[path]}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_schemathesis_finds_no_server_error_and_no_answer_that_the_document_does_not_know(
    api: Any, path: str, method: str
) -> None:
    _, key = issue_key(AGENCY, "系统", ["read", "write"], ["承办人", "负责人", "收件"], 1, BEGIN)
    known = walked(TO_REVIEW).matter

    @settings(
        max_examples=60,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path][method].as_strategy())
    def hold(case: Any) -> None:
        if case.path_parameters and "matter_id" in case.path_parameters and case.path_parameters["matter_id"][:1] < "8":
            case.path_parameters["matter_id"] = str(known)
        answer = case.call(headers={"Authorization": f"Bearer {key}"})
        case.validate_response(answer, checks=CHECKS)

    hold()
    assert isinstance(known, uuid.UUID)
