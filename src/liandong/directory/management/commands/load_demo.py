"""load_demo: the accounts of the demonstration."""

from __future__ import annotations

import argparse
import secrets

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

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
        except IntegrityError as error:
            raise CommandError("演示账号的单位不在名录里，请先运行 load_region hubei") from error
        for account in accounts:
            self.stdout.write(f"{account.username}\t{account.role}\t{account.unit}")
        self.stdout.write(f"口令：{password}")
