"""Which address shows what: sign-in, the API, and the pages."""

from django.urls import include, path

from liandong.api.routes import api

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    setattr(_pattern.callback, "login_required", False)  # noqa: B010 - the API asks for a key instead

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", (_patterns, _app, _namespace)),
    path("", include("liandong.web.urls")),
]
