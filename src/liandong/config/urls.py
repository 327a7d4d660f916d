"""Which address shows what: sign-in, the API, and the pages."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("liandong.web.urls")),
]
