"""The command line: each subcommand is a module beside this one.

A subcommand's module has NAME, HELP, add_arguments(parser) and run(args) -> exit code, and imports what is heavy inside
run(), so that --help answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from liandong.embedded.errors import LiandongError

COMMANDS = ("start", "administrator", "reset", "law", "due", "replay", "verify", "digest", "plan")
