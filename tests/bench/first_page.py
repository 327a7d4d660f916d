"""For every line read, show the first page of the measured unit's ledger, page and all, and print the seconds."""

import sys
import time

import django

django.setup()

from django.test import RequestFactory
from tests.bench.province import UNIT

from liandong.matters import door
from liandong.procedures.grammar import PostKind
from liandong.web.acting import Acting
from liandong.web.ledger import PAGE, ledger

request = RequestFactory().get("/ledger", headers={"host": "127.0.0.1"})
request.acting = Acting(  # type: ignore[attr-defined]
    user=0, username="bench", name="bench", unit=UNIT, unit_name=UNIT, posts=frozenset(PostKind), held=()
)
for _ in sys.stdin:
    begun = time.perf_counter()
    with door.acting_for([UNIT]):
        page = ledger(request)
    took = time.perf_counter() - begun
    assert page.content.decode().count("bench-") >= PAGE
    print(took, flush=True)
