"""Sign-in: who may make an account, what a locked-out person reads, and who still needs a second factor."""

from __future__ import annotations

import ipaddress
import math

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from axes.helpers import get_cool_off
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.directory.models import User

# the first page of each administrator, by its address's name
ROOMS = {
    User.AdminRole.SYSTEM: "administration_people",
    User.AdminRole.SECURITY: "administration_security",
    User.AdminRole.AUDIT: "administration_audit",
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # the name is allauth's
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worklist; for an administrator, who has none, his room."""
        user = request.user
        if isinstance(user, User) and user.admin_role:
            return reverse(ROOMS[User.AdminRole(user.admin_role)])
        return str(super().get_login_redirect_url(request))

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **login: object
    ) -> HttpResponse:
        """To the page that was asked for; who asked for the platform as such is led to his own room."""
        if redirect_url == reverse(settings.LOGIN_REDIRECT_URL):
            redirect_url = self.get_login_redirect_url(request)
        answer: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **login)
        return answer

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where one is led after signing in, which was in the way of a first password."""
        return self.get_login_redirect_url(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that attempts are counted under."""
        return client_address(request)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The rules of the settings; and a new password is new. Errors: ValidationError."""
        if user and user.check_password(password):
            raise ValidationError(_("新密码不能与现在的密码相同。"))
        return str(super().clean_password(password, user))

    def set_password(self, user: User, password: str) -> None:
        """A password that its user chose himself."""
        user.must_change_password = False
        super().set_password(user, password)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy it is what the proxy added, last; before that anybody may write."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    address = forwarded.rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def typed_username(request: HttpRequest | None, credentials: dict[str, str] | None) -> str:
    """The name that failures are counted under: sign-in ignores case, so the count must too."""
    typed = (credentials or {}).get("username") or (request.POST.get("login", "") if request else "")
    return typed.strip().lower()


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """What one reads after too many failures: in how many minutes to try again; each further try starts them anew."""
    wait = get_cool_off(request)
    minutes = math.ceil(wait.total_seconds() / 60) if wait else 0
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)


def needs_second_factor(user: User) -> bool:
    """Must this user set up a one-time password before anything else? One query where it is required."""
    return settings.LIANDONG_REQUIRE_MFA and not is_mfa_enabled(user, types=[Authenticator.Type.TOTP])
