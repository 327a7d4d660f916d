"""The process that runs the jobs until it is told to stop."""

from __future__ import annotations

import os

import django
from django.core.management import call_command


def main() -> None:
    """Work off the queue; SIGINT and SIGTERM let the running job finish."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liandong.config.settings")
    django.setup()
    # two at a time, so that a slow mail server does not hold up the sweep
    call_command("procrastinate", "worker", "--name=liandong", "--concurrency=2")


if __name__ == "__main__":
    main()
