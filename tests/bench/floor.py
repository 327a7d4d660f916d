"""The floor: a bare Django on the same PostgreSQL, one view that inserts one row by the ORM, one that gets one."""

from __future__ import annotations

import json
import os
import uuid
from typing import Any, ClassVar

import django
from django.conf import settings

if not settings.configured:
    from liandong.config.settings import database

    settings.configure(
        DATABASES={"default": database(os.environ["LIANDONG_DATABASE_URL"])},
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="bench",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[],
        MIDDLEWARE=[],
    )
    django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

TABLE = "bench_floor"


class Row(models.Model):
    """One row, as large as a step or as all steps of a matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    act = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    body = models.JSONField()

    class Meta:
        app_label = "bench"
        db_table = TABLE
        managed = False
        constraints: ClassVar[list[Any]] = []


def insert(request: HttpRequest) -> HttpResponse:
    """One ORM insert."""
    body = json.loads(request.body)
    return JsonResponse({"id": str(Row.objects.create(act="x", body=body).pk)}, status=201)


def read(_request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """One ORM get."""
    row = Row.objects.get(pk=row_id)
    return JsonResponse({"id": str(row.pk), "act": row.act, "at": row.at.isoformat(), "body": row.body})


urlpatterns = [path("rows", insert), path("rows/<uuid:row_id>", read)]
application = get_wsgi_application()
