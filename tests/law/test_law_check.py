"""law/ is proved: broken procedures are refused with exactly the messages that they carry, and the real one holds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from liandong.procedures.proof import prove
from liandong.procedures.reading import LawErrors, read_law

BAD = Path(__file__).parent / "bad"
HOUSE = BAD / "_house"
DEFAULT_FILE = "procedures/试验/2026-01-01.yaml"
_FILE = re.compile(r"# 文件：(.+)")
_EXPECTED = re.compile(r"# 应报：(?:(.+?):)?([0-9]+)：(.+)")
BROKEN = sorted(BAD.glob("*.yaml"))


def _said(root: Path) -> list[tuple[str, int, str]]:
    """Everything that reading and proving say of a law/."""
    try:
        law = read_law(root)
    except LawErrors as errors:
        return [(error.path.as_posix(), error.line, error.message) for error in errors.errors]
    return [(problem.place.file, problem.place.line, problem.message) for problem in prove(law)]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_procedure_is_refused_with_exactly_its_messages(path: Path, tmp_path: Path) -> None:
    root = tmp_path / "law"
    shutil.copytree(HOUSE, root)
    text = path.read_text(encoding="utf-8")
    named = _FILE.search(text)
    file = named[1] if named else DEFAULT_FILE
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")

    expected = [(where or file, int(line), message) for where, line, message in _EXPECTED.findall(text)]

    assert expected
    assert sorted(_said(root)) == sorted(expected)


def test_the_house_in_which_they_are_broken_is_sound() -> None:
    assert _said(HOUSE) == []


def test_there_are_enough_broken_procedures() -> None:
    assert len(BROKEN) >= 30


def test_the_law_of_this_house_holds() -> None:
    root = Path(__file__).parents[2] / "law"
    assert [f"{file}:{line}：{message}" for file, line, message in _said(root)] == []
