"""load_demo: the accounts of the demonstration."""

from __future__ import annotations

import argparse
import secrets

from django.core.management.base import BaseCommand, CommandError

from liandong.directory.demo import load_demo


class Command(BaseCommand):
    """Makes the accounts and prints them with their one password."""

    help = "建立演示账号（人名均为虚构）并打印用户名和口令"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The password."""
        parser.add_argument("--password", help="全部演示账号的口令；不写则随机生成")

    def handle(self, *, password: str | None, **_: object) -> None:
        """Make them, and print the table."""
        password = password or secrets.token_urlsafe(9)
        try:
            accounts = load_demo(password)
        except LookupError as error:
            raise CommandError(str(error)) from error
        for account in accounts:
            self.stdout.write(f"{account.username}\t{account.role}\t{account.unit}")
        self.stdout.write(f"口令：{password}")
