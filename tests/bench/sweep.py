"""For every line read, sweep once and print the seconds."""

import sys
import time

import django

django.setup()

from django.utils import timezone
from tests.bench.grown import DUE

from liandong.matters.sweeping import sweep

for _ in sys.stdin:
    begun = time.perf_counter()
    swept = sweep(timezone.now())
    took = time.perf_counter() - begun
    assert swept.overdue == DUE, swept
    print(took, flush=True)
