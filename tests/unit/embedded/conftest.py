"""Data folders for servers of a test's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from liandong.embedded.cluster import Cluster, remove_cluster
from liandong.embedded.server import Server


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that the server's account can reach; what it holds is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="liandong-data-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
        remove_cluster(folder)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server for the tests of one module that change nothing of it."""
    with tempfile.TemporaryDirectory(prefix="liandong-data-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = Server.start(folder, durable=False)
        yield server
        server.stop()


def spoil(cluster: Cluster, name: str, text: str) -> None:
    """Write into the cluster what should not stand there."""
    (cluster.directory / name).write_text(text, encoding="ascii")
    cluster.account.give(cluster.directory / name)
