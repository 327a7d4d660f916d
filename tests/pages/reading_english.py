"""What of a page an English reader could not read: Chinese outside every element that is marked lang="zh"."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff09\uff0b-\uff5e]")  # and their punctuation, but not ＊
READ_ALOUD = {"title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-failed", "data-head"}
SHOWN = {"text", "search", "submit", "button", "email", "url"}  # types of inputs whose value stands on the page
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []  # element, and whether it or one around it is marked as Chinese
        self.found: list[str] = []
        self.language = ""

    @property
    def chinese(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = known.get("lang", "")
        own = known.get("lang", "") if tag != "html" else ""
        chinese = own.startswith("zh") if own else self.chinese
        read = {name: value for name, value in known.items() if name in READ_ALOUD}
        if tag == "input" and known.get("type", "text") in SHOWN:
            read["value"] = known.get("value", "")
        if not chinese:
            self.found += [f"<{tag} {name}={value!r}>" for name, value in read.items() if HAN.search(value)]
        if tag not in VOID:
            self.open.append((tag, chinese))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1][0] if self.open else ""
        if HAN.search(data) and not self.chinese and inside not in ("script", "style"):
            self.found.append(f"<{inside}> {data.strip()}")


def unread(html: str) -> list[str]:
    """Every text and every attribute read aloud that holds Chinese and is not marked; the page's own language first."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    wrong = [] if reader.language == "en" or "<html" not in html else [f"<html lang={reader.language!r}>"]
    return [*wrong, *reader.found]
