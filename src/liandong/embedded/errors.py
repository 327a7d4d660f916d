"""What can stop the platform on a machine, each said with what to do about it, in Chinese and English."""

from __future__ import annotations


class LiandongError(Exception):
    """A trouble that the reader of the terminal can mend.

    `what` says what is wrong, `do` says what to do; each holds the Chinese sentence, a line end, and the English one.
    """

    def __init__(self, *, what: str, do: str) -> None:
        super().__init__(f"{what}\n{do}")
        self.what = what
        self.do = do


class NotWritable(LiandongError):
    """The folder for the data cannot be made or written."""


class DiskFull(LiandongError):
    """The disk below the data has no room left."""


class OtherMajorVersion(LiandongError):
    """The data was made by another major version of PostgreSQL."""


class DataInUse(LiandongError):
    """Something still runs on the data."""


class PasswordsLost(LiandongError):
    """The database is there, but the file with its port and passwords is not."""


class ServerFailed(LiandongError):
    """PostgreSQL did not start, for a reason that its own log tells."""


class NoBinaries(LiandongError):
    """No PostgreSQL for this machine in the environment."""


class PortTaken(LiandongError):
    """Another program listens on the port that was asked for."""


class Unreachable(LiandongError):
    """The PostgreSQL of DATABASE_URL does not answer or refuses the account."""


class PostgresTooOld(LiandongError):
    """The PostgreSQL of DATABASE_URL is older than the platform needs."""


class RolesMissing(LiandongError):
    """The PostgreSQL of DATABASE_URL lacks the platform's roles and the account may not make them."""


class RoleTooStrong(LiandongError):
    """The role given for web or jobs could read past row-level security."""


class ChildFailed(LiandongError):
    """A process of the platform ended when it should have gone on."""
