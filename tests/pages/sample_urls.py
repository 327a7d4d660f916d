"""The addresses that the templates name, for pages that are shown without their views."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest, **_: str) -> HttpResponse:
    """An address that no test calls."""
    return HttpResponse(status=204)


NAMES = ("ledger", "new", "papers", "law_list", "help", "acting", "theme", "set_language")
urlpatterns = [
    path("", nothing, name="worklist"),
    *(path(f"{name}/", nothing, name=name) for name in NAMES),
    path("accounts/", include("allauth.urls")),
]
