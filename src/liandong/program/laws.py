"""Where the program finds law/: in the checkout, or in the installed package."""

from __future__ import annotations

from pathlib import Path

from liandong.procedures.law import Law
from liandong.procedures.reading import read_law


def law_root() -> Path:
    """The folder law/."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "law"
    return inside if inside.is_dir() else package.parent.parent / "law"


def read() -> Law:
    """Everything under law/. Errors: LawErrors, each naming file and line."""
    return read_law(law_root())
