"""Second factors: sealed where they are kept, and asked for before anything else where settings require one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liandong.directory.models import User
from liandong.directory.signin import needs_second_factor
from liandong.trust.sealing import seal_text, unseal_text

OPEN = ("/accounts/", "/static/", "/language", "/theme")


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of one-time passwords and seeds of recovery codes are kept sealed: a copy of the database opens nothing."""

    def encrypt(self, text: str) -> str:
        """What stands in the database."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Errors: cryptography.fernet.InvalidToken where the key is another."""
        return unseal_text(encrypted_text)


class SecondFactorMiddleware:
    """Leads a person without a second factor to the page where he sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not request.path.startswith(OPEN) and needs_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
