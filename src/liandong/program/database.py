"""Django in this process, on the platform's database: for the subcommands that work with matters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from liandong.embedded.databases import Kind, data_folder, open_databases
from liandong.embedded.errors import LiandongError


def check_production(environ: Mapping[str, str] = os.environ) -> None:
    """What the settings of production will ask for, said before they are read. Errors: LiandongError."""
    hosts = environ.get("LIANDONG_HOSTS", "").strip(" ,")
    if environ.get("LIANDONG_PRODUCTION") == "1" and (not hosts or "*" in hosts):
        raise LiandongError(
            what="正式运行（LIANDONG_PRODUCTION=1）没有写明域名。\n"
            "Production settings (LIANDONG_PRODUCTION=1) name no host.",
            do="请用 LIANDONG_HOSTS 写明平台的域名，例如 LIANDONG_HOSTS=liandong.example；几个的用逗号分开，不能写 *。\n"
            "Name the hosts in LIANDONG_HOSTS, with commas between them; * is none.",
        )


@contextmanager
def database(kind: Kind) -> Iterator[None]:
    """Django, signed in as `kind`; a PostgreSQL that was not running runs for as long as the block.

    Import models inside the block. Raises a LiandongError with what to do.
    """
    check_production()
    databases = open_databases(data_folder())
    try:
        os.environ |= databases.environment(kind)
        import django

        django.setup()
        yield
        from django.db import connections

        connections.close_all()
    finally:
        databases.stop()
