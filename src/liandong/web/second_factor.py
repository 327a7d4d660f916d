"""Where settings ask for it, nobody gets further than setting up a second factor before he has one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liandong.directory.models import User
from liandong.directory.signin import needs_second_factor

OPEN = ("/accounts/", "/static/", "/language", "/theme")


class SecondFactorMiddleware:
    """Leads a person without a second factor to the page where he sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not request.path.startswith(OPEN) and needs_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
