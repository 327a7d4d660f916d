"""Web, jobs and PostgreSQL are killed outright while 200 acts are done: nothing that was confirmed is lost or doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from tests.stories.platform import Platform, running_platform

ACTS, CLIENTS, ROUNDS = 200, 4, 3
SEED = 20260306
HEADS = ("granian", "liandong.jobs.worker", "bin/postgres -D")  # web with its workers, jobs, the database
PATIENCE = 120  # seconds that one request is tried again for

MAKE_KEY = """
from django.utils import timezone
from liandong.program.database import database
with database("web"):
    from liandong.directory.keys import issue_key
    from liandong.matters import door
    with door.acting_for(["420102-SJ"]):
        print(issue_key("420102-SJ", "test", ["read", "write"], ["承办人", "负责人"], 0, timezone.now())[1])
"""
SAMPLES = """
import json
from liandong.procedures.story import sample
from liandong.program.laws import read
procedure = read().procedure("正向移送")
acts = [procedure.openings()[0], procedure.acts["报请审批"]]
print(json.dumps([[act.name, {f.name: sample(f) for f in act.fields if f.required}] for act in acts]))
"""
STEPS = """
import json
from liandong.program.database import database
with database("jobs"):
    from liandong.matters.models import Step
    print(json.dumps([[str(m), s, d] for m, s, d in Step.objects.values_list("matter", "seq", "digest")]))
"""


@dataclass(slots=True)
class Confirmed:
    """What the clients were told is stored: matter, number of the step, its digest."""

    steps: list[tuple[str, int, str]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with running_platform() as running:
        yield running


def python(platform: Platform, code: str) -> str:
    """Run code as the program does, on the platform's data."""
    environment = os.environ | {"LIANDONG_DATA": str(platform.data)}
    for name in ("LIANDONG_DATABASE_URL", "LIANDONG_SECRET_KEY"):
        environment.pop(name, None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ask(platform: Platform, key: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Post until there is an answer that is one: no lost connection, no 5xx of a server that comes up again."""
    request = urllib.request.Request(  # noqa: S310 - the address is our own
        f"{platform.address}/api/v1{quote(path)}",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    begun = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return error.code, json.load(error)
        except OSError:
            pass
        assert time.monotonic() - begun < PATIENCE, "the platform did not come up again"
        time.sleep(0.1)


def work(platform: Platform, key: str, acts: list[tuple[str, dict[str, Any]]], pairs: int, told: Confirmed) -> None:
    """Open matters and act in each; remember only what was confirmed."""
    (opening, first), (act, second) = acts
    try:
        for _ in range(pairs):
            status, body = ask(platform, key, "/matters", {"procedure": "正向移送", "act": opening, "fields": first})
            assert status == 201, body
            told.steps.append((body["id"], body["seq"], body["digest"]))
            status, answer = ask(platform, key, f"/matters/{body['id']}/acts/{act}", {"fields": second, "seen": 1})
            if status == 200:
                told.steps.append((answer["id"], answer["seq"], answer["digest"]))
            else:  # it was stored, but the server was killed before it could say so
                assert (status, answer["code"]) in ((409, "overtaken"), (409, "wrong_state")), answer
    except Exception as error:
        told.troubles.append(repr(error))


def alive(platform: Platform, head: str) -> list[int]:
    """Processes of this kind below the platform's first one, or, as the database's is, on its data."""
    table = subprocess.run(["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()[1:]]
    family = {platform.pid}
    for _ in rows:
        family |= {int(pid) for pid, parent, _ in rows if int(parent) in family}
    return [int(pid) for pid, _, args in rows if head in args and (int(pid) in family or str(platform.data) in args)]


def test_what_was_confirmed_survives_kills_of_web_jobs_and_database(platform: Platform) -> None:
    choose = random.Random(SEED)  # noqa: S311 - the same victims in every run, as far as the machine allows
    key, acts = python(platform, MAKE_KEY), json.loads(python(platform, SAMPLES))
    told = Confirmed()
    clients = [
        threading.Thread(target=work, args=(platform, key, acts, ACTS // CLIENTS // 2, told)) for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    killed = set()
    for head in choose.sample(HEADS * ROUNDS, len(HEADS) * ROUNDS):
        time.sleep(choose.uniform(0.2, 0.9))
        if pids := alive(platform, head):
            os.kill(choose.choice(pids), signal.SIGKILL)
            killed.add(head)
    for client in clients:
        client.join()
    assert killed == set(HEADS), platform.said.read_text(encoding="utf-8")[-3000:]
    assert told.troubles == []
    assert len(told.steps) >= ACTS * 0.9
    stored = [(matter, seq, digest) for matter, seq, digest in json.loads(python(platform, STEPS))]
    assert set(told.steps) <= set(stored)
    assert len({(matter, seq) for matter, seq, _ in stored}) == len(stored)
    assert len({digest for *_, digest in stored}) == len(stored)
    verified = subprocess.run(
        [sys.executable, "-m", "liandong.program.main", "verify"],
        env=os.environ | {"LIANDONG_DATA": str(platform.data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
