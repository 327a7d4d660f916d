"""liandong digest: read the daily mails before they are sent, and try the mail server."""

from __future__ import annotations

import argparse
import sys

NAME = "digest"
HELP = "预览每日提醒邮件（不发送），或者试一试邮件服务器 · preview the daily mails, or try the mail server"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--try ADDRESS] [USERNAME ...]"""
    parser.add_argument("usernames", nargs="*", metavar="用户名", help="只看这些人的；不写就看全部 · only theirs")
    parser.add_argument("--try", dest="address", metavar="邮箱", help="向这个邮箱发一封试验邮件 · send a mail to it")


def run(args: argparse.Namespace) -> int:
    """0; 1 where the mail server did not take the mail, with what it said."""
    from liandong.program.database import database

    with database("jobs"):
        return _try(args.address) if args.address else _preview(args.usernames)


def _preview(usernames: list[str]) -> int:
    from itertools import batched

    from django.utils import timezone

    from liandong.directory.models import User
    from liandong.jobs.digests import BATCH, readers
    from liandong.web.digest import compose

    now = timezone.now()
    people = User.objects.filter(pk__in=readers(timezone.localdate(now), now)).order_by("username")
    if usernames:
        people = people.filter(username__in=usernames)
    count = 0
    for some in batched(people.iterator(), BATCH):
        letters = compose(some, now)
        for person in some:
            if letter := letters.get(person.pk):
                print(f"{person.email}\n{letter.subject}\n\n{letter.text}\n{'─' * 72}")
                count += 1
    print(f"共 {count} 封，都没有发送。", file=sys.stderr)
    return 0


def _try(address: str) -> int:
    from django.core.mail import EmailMessage

    try:
        EmailMessage("府检联动", "收到这封邮件，就说明邮件服务器已经设好。", to=[address]).send()
    except (OSError, ValueError) as error:
        print(f"邮件服务器没有收下：{error}\n请检查 LIANDONG_MAIL 和 LIANDONG_MAIL_FROM。", file=sys.stderr)
        return 1
    print(f"已交给邮件服务器，请到 {address} 查收。", file=sys.stderr)
    return 0
