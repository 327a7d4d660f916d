"""The rules of the house that a machine can hold."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from liandong.procedures.reading import read_law

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "liandong"
MOST_LINES = 400
MADE = ("assets", "__pycache__", "node_modules")
NO_NOUN = {"utils", "util", "common", "helpers", "helper", "core", "misc", "tools", "lib", "shared", "base"}
# Words of the grammar itself: how any paper is served and signed for, and the first step of any procedure.
WORDS_OF_THE_GRAMMAR = {"签收", "签收文书", "登记送达", "更正签收", "登记"}


def files(*suffixes: str) -> list[Path]:
    """What people write in the house, by the ends of the names."""
    return sorted(
        path
        for folder in ("src", "tests", "tools", "law", "docs", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in suffixes and not set(path.parts) & set(MADE)
    )


@cache
def law() -> dict[str, frozenset[str]]:
    """By procedure, the names of its states and acts."""
    return {
        name: frozenset(word for version in versions for word in (*version.states, *version.acts))
        for name, versions in read_law(ROOT / "law").procedures.items()
    }


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files(".py", ".html", ".js", ".css")
        if not path.name.endswith("_initial.py")
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_module_is_named_for_a_thing() -> None:
    assert [str(path) for path in SOURCE.rglob("*.py") if path.stem in NO_NOUN or path.parent.name in NO_NOUN] == []


def test_dependencies_go_down_only() -> None:
    # In a process of its own: it configures logging anew, and would silence the loggers of other tests.
    program = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    found = subprocess.run(program, cwd=ROOT, env=os.environ | {"PYTHONPATH": "src"}, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    home = re.compile(r"(?<![\w.~/-])/(root|home|work|Users)/\w")
    texts = [*files(".py", ".html", ".js", ".css", ".yaml", ".md", ".json", ".sh", ""), *ROOT.glob("[!.]*.*")]
    assert [str(path) for path in texts if path.is_file() and home.search(_text(path))] == []


def test_the_locks_name_no_host() -> None:
    locks = [*ROOT.glob("*.lock"), *(ROOT / "tools").glob("*.lock"), ROOT / "package-lock.json"]
    # npm writes where a package's author takes gifts; that is the package's, not the registry's.
    resolved = re.compile(r'"resolved"|://(?!.*(?:funding|sponsor|opencollective))')
    named = [
        f"{lock.name}: {line.strip()}"
        for lock in locks
        for line in lock.read_text(encoding="utf-8").splitlines()
        if resolved.search(line) and '"url"' not in line
    ]
    assert named == []


@pytest.mark.parametrize("procedure", sorted(law()))
def test_python_does_not_know_a_procedure(procedure: str) -> None:
    names = law()[procedure] - WORDS_OF_THE_GRAMMAR
    known = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert known == []


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="ignore")
