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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand. A trouble of this machine is said on stderr with what to do, and the exit code is 1."""
    parser = argparse.ArgumentParser(prog="liandong", description="府检联动平台 · the Liandong platform")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"liandong.program.{name}")
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except LiandongError as error:
        print(f"\n{error.what}\n\n{error.do}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
