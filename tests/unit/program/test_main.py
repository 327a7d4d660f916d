"""The command line as one meets it, and what stands before it: bootstrap and the recipes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from liandong.program.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[3]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if re.search(rf"^ +{name}\b", said, re.MULTILINE)] == list(COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from liandong.program.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([name for name in ('django', 'psycopg', 'rich', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_shim_runs_from_any_folder(tmp_path: Path) -> None:
    if not (ROOT / ".venv").exists():  # the run has an environment of its own; the shim would make one
        assert os.access(ROOT / "liandong", os.X_OK)
        return
    done = subprocess.run([ROOT / "liandong", "--help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: liandong")


def test_a_trouble_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIANDONG_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/ours")
    assert main(["reset", "--yes"]) == 1
    assert capsys.readouterr().err == (
        "\n数据在 DATABASE_URL 的 PostgreSQL 里，平台不去删它。\n"
        "The data are in the PostgreSQL of DATABASE_URL, which the platform does not delete.\n"
        "\n请由数据库管理员删除并重建该库；要删除本机的数据，先取消 DATABASE_URL。\n"
        "Have its administrator drop and create the database; to delete this machine's data, unset DATABASE_URL.\n"
    )


def test_reset_leaves_alone_what_is_not_the_platforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANDONG_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "attachment").touch()
    (tmp_path / "holiday.jpg").touch()
    assert main(["reset", "--yes"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_make_alone_lists_the_recipes() -> None:
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True, env=_plain())
    recipes = [line.split()[:2] for line in done.stdout.splitlines()]
    assert recipes == [["make", name] for name in ["help", "demo", "demo-reset", "test", "check", "bench", "assets"]]


def test_bootstrap_says_what_to_install_where_there_is_no_python(tmp_path: Path) -> None:
    _machine(tmp_path)
    done = _bootstrap(tmp_path)
    assert done.returncode == 1
    assert "No usable Python 3.12 or newer (with venv) was found, nor could one be fetched." in done.stderr
    assert "apt install python3 python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_bootstrap_passes_over_a_shim_that_fails_and_takes_pyenvs_own(tmp_path: Path) -> None:
    _machine(tmp_path)
    _program(tmp_path / "bin" / "python3.13", "exit 127")
    pyenv = tmp_path / ".pyenv" / "versions" / "3.13.0" / "bin"
    pyenv.mkdir(parents=True)
    (pyenv / "python").symlink_to(sys.executable)
    done = _bootstrap(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "建立环境 .venv" in done.stderr
    assert _bootstrap(tmp_path).stderr == "", "a second run makes nothing"
    (tmp_path / "empty.lock").write_text("# changed\n", encoding="ascii")
    assert "建立环境 .venv" in _bootstrap(tmp_path).stderr


def test_bootstrap_asks_uv_for_a_python(tmp_path: Path) -> None:
    _machine(tmp_path)
    fetched = tmp_path / "fetched"
    _program(
        tmp_path / "bin" / "uv",
        f"""case "$*" in
        "--version") echo uv ;;
        "python install 3.13") : >{fetched} ;;
        "python find 3.13") test -f {fetched} && echo {sys.executable} ;;
        *) exit 2 ;;
        esac""",
    )
    done = _bootstrap(tmp_path)
    assert done.returncode == 0, done.stderr
    assert fetched.exists()


def _machine(folder: Path) -> None:
    """A machine with a shell and next to nothing else, and a checkout in it that needs no package."""
    (folder / "bin").mkdir()
    for name in ("sh", "cksum", "cat", "dirname"):
        found = shutil.which(name)
        assert found
        (folder / "bin" / name).symlink_to(found)
    (folder / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "bootstrap", folder / "tools" / "bootstrap")
    (folder / "empty.lock").touch()


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def _bootstrap(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "tools" / "bootstrap", "empty.lock"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(folder / "bin"), "HOME": str(folder)},
    )


def _plain() -> dict[str, str]:
    """Without what an outer make tells an inner one."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
