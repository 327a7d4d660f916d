"""First passwords: given by somebody else, so good for nothing but choosing one's own."""

from __future__ import annotations

import secrets

from liandong.directory.models import User


def give_first_password(user: User, password: str = "") -> str:
    """Set a password that the user must change when he signs in, made up if none is named; the user is not saved.

    It ends the user's sessions once he is saved.
    """
    given = password or secrets.token_urlsafe(12)
    user.set_password(given)
    user.must_change_password = True
    return given
