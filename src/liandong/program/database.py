"""Django in this process, on the platform's database: for the subcommands that work with matters."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from liandong.embedded.databases import Kind, data_folder, open_databases


@contextmanager
def database(kind: Kind) -> Iterator[None]:
    """Django, signed in as `kind`; a PostgreSQL that was not running runs for as long as the block.

    Import models inside the block. Raises a LiandongError with what to do.
    """
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
