"""The addresses that the templates name, for pages that are shown without their views."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest, **_: str) -> HttpResponse:
    """An address that no test calls."""
    return HttpResponse(status=204)


NAMES = ("ledger", "new", "papers", "law_list", "help", "acting", "theme", "set_language", "questions")
ADMINISTRATION = ("people", "units", "make", "unlock", "security", "audit")
ABOUT_ONE = ("person", "unit", "correct", "password", "activate", "give_post", "end_post", "reset_factor", "revoke")
urlpatterns = [
    path("", nothing, name="worklist"),
    *(path(f"{name}/", nothing, name=name) for name in NAMES),
    *(path(f"administration/{name}/", nothing, name=f"administration_{name}") for name in ADMINISTRATION),
    *(path(f"administration/{name}/<one>/", nothing, name=f"administration_{name}") for name in ABOUT_ONE),
    path("keys/<one>/", nothing, name="api_key_revoke"),
    path("accounts/", include("allauth.urls")),
]
