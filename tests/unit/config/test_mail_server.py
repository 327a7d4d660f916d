"""The mail server as one address in the environment."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.smtp import EmailBackend

from liandong.config.settings import mailer


def test_without_a_mail_server_mails_are_printed() -> None:
    assert mailer("") == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("url", "host", "port", "starttls", "tls"),
    [
        ("smtp://relay.example", "relay.example", 25, False, False),
        ("smtp://relay.example:2525", "relay.example", 2525, False, False),
        ("smtp+tls://relay.example", "relay.example", 587, True, False),
        ("smtps://relay.example", "relay.example", 465, False, True),
    ],
)
def test_the_scheme_says_how_it_is_guarded(url: str, host: str, port: int, starttls: bool, tls: bool) -> None:
    backend = EmailBackend(alias="default", **mailer(url)["OPTIONS"])  # type: ignore[arg-type]
    assert (backend.host, backend.port, backend.use_tls, backend.use_ssl) == (host, port, starttls, tls)
    assert backend.timeout == 20


def test_name_and_password_may_hold_any_sign() -> None:
    options = mailer("smtps://a%40b.example:p%3Aw%2F@relay.example")["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["username"], options["password"]) == ("a@b.example", "p:w/")


@pytest.mark.parametrize("url", ["relay.example", "http://relay.example", "smtps://"])
def test_what_is_no_mail_server_is_refused_with_the_forms_there_are(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        mailer(url)
    assert str(caught.value) == (
        "LIANDONG_MAIL: smtp://HOST, smtp+tls://USER:PASSWORD@HOST or smtps://USER:PASSWORD@HOST"
    )
