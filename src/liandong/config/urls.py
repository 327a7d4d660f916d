"""Which address shows what: sign-in, the API, and the pages."""

from django.http import Http404
from django.urls import include, path, re_path
from django.views.defaults import page_not_found

from liandong.api.routes import api

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    setattr(_pattern.callback, "login_required", False)  # noqa: B010 - the API asks for a key instead

# Accounts and passwords are given by an administrator; a mailbox proves nothing here.
CLOSED = r"^accounts/(?:signup|email|confirm-email|password/reset|password/set|login/code)/"

urlpatterns = [
    re_path(CLOSED, page_not_found, {"exception": Http404()}),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", (_patterns, _app, _namespace)),
    path("", include("liandong.web.urls")),
]
