"""Who signs in with a password that another person gave him gets no further than choosing his own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liandong.directory.models import User

OPEN = ("/static/", "/language", "/theme")


class FirstPasswordMiddleware:
    """Leads a person with a first password to the page where he changes it; signing out is open too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.must_change_password:
            change = reverse("account_change_password")
            if not request.path.startswith((change, reverse("account_logout"), *OPEN)):
                return HttpResponseRedirect(change)
        return self.get_response(request)
