"""What the templates of administration are given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A user in the list."""

    username: str
    name: str
    posts: str
    active: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post of a user; with an address where it can be ended."""

    unit: str
    kind: str
    since: str
    until: str
    end_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedRow:
    """An account that too many failures have locked for a while."""

    username: str
    address: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRow:
    """A user with a second factor."""

    user: int
    username: str
    name: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in the list; `posts` says how many hold which post."""

    code: str
    name: str
    above: str
    posts: str
    active: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """Somebody's post in a unit."""

    username: str
    name: str
    kind: str
    since: str
    active: bool
    href: str
