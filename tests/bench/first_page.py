"""Print the seconds that the first page of one unit's ledger takes, page and all; the median of 40."""

import statistics
import time

import django

django.setup()

from django.test import RequestFactory

from liandong.matters import door
from liandong.procedures.grammar import PostKind
from liandong.web.acting import Acting
from liandong.web.ledger import ledger

request = RequestFactory().get("/ledger", headers={"host": "127.0.0.1"})
request.acting = Acting(
    user=0, username="bench", name="bench", unit="U7", unit_name="U7", posts=frozenset(PostKind), held=()
)
times = []
for _ in range(40):
    begun = time.perf_counter()
    with door.acting_for(["U7"]):
        assert ledger(request).status_code == 200
    times.append(time.perf_counter() - begun)
print(statistics.median(times[5:]))
