"""Lays one YAML mapping over another: variants over their base, shared acts under a procedure's own.

It works on what was read, before it means anything, so that a varied procedure is read and proved like any other, and
every key still knows the file and line where it was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from liandong.kernel.yaml_lines import LawError, Mapping, Node


class Overlaid(Mapping):
    """A mapping whose keys come from several files."""

    def __init__(self, base: Mapping, values: dict[str, Node], origins: dict[str, Mapping]) -> None:
        super().__init__(base.path, base.line(), values, {})
        self._origins = origins

    def line(self, key: str | None = None) -> int:
        """The line of a key in the file that it comes from."""
        return self._origins[key].line(key) if key in self._origins else super().line()

    def error(self, message: str, key: str | None = None) -> LawError:
        """A LawError in the file that the key comes from."""
        return self._origins[key].error(message, key) if key in self._origins else super().error(message)


def overlay(base: Mapping, over: Mapping, only: Collection[str] | None = None) -> Overlaid:
    """`base` with the keys of `over`, or only some of them, put in, mapping within mapping; a null takes the key away.

    Taking away what is not there is an error: LawError.
    """
    values = dict(base)
    origins: dict[str, Mapping] = dict.fromkeys(base, base)
    for key, value in over.items():
        if only is not None and key not in only:
            continue
        below = values.get(key)
        if value is None:
            if key not in values:
                raise over.error(f"要删去的“{key}”本来就没有", key)
            del values[key], origins[key]
            continue
        values[key] = overlay(below, value) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
        origins[key] = over
    return Overlaid(base if only else over, values, origins)


def with_entries(page: Mapping, key: str, shared: Mapping, names: Iterable[str]) -> Mapping:
    """`page` with named entries of `shared` after those of its mapping `key`. Errors: LawError where both have one."""
    own = page.get(key)
    if not isinstance(own, Mapping):
        return page
    entries = dict(own)
    origins: dict[str, Mapping] = dict.fromkeys(own, own)
    for name in names:
        if name in own:
            raise own.error(f"“{name}”已经由“通用”引入，不能再写一个", name)
        entries[name] = shared[name]
        origins[name] = shared
    return Overlaid(page, {**page, key: Overlaid(own, entries, origins)}, dict.fromkeys(page, page))
