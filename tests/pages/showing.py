"""Sample pages as a browser gets them: rendered without a database, sent with the policy of the settings."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.utils.csp import build_policy
from tests.pages import sample_matter, sample_words, samples


def page(name: str, theme: str = "light", language: str = "zh-hans") -> str:
    """A sample page as it is sent."""
    template, room, context = samples.PAGES[name]
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.COOKIES["liandong_theme"] = theme
    request.shell = sample_words.shell_words(room)  # type: ignore[attr-defined]
    with translation.override(language):
        return render_to_string(template, context, request=request)


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is the standard library's
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        name = unquote(parts.path).removeprefix("/show/")
        if name in samples.PAGES:
            with override_settings(ROOT_URLCONF="tests.pages.sample_urls"):
                self._send(page(name, **asked).encode(), "text/html; charset=utf-8")
        elif parts.path == sample_matter.matter().live_href:
            with translation.override("zh-hans"):
                self._send(render_to_string("web/matter.html#live", sample_matter.NEWS).encode(), "text/html")
        elif parts.path.startswith("/static/") and (file := finders.find(parts.path.removeprefix("/static/"))):
            self._send(Path(file).read_bytes(), mimetypes.guess_type(file)[0] or "application/octet-stream")
        else:
            self.send_response(204)
            self.end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", build_policy(settings.SECURE_CSP))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The address under which /show/NAME?theme=dark&language=en answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
