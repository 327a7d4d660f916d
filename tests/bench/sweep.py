"""Print the seconds that one sweep takes."""

import time

import django

django.setup()

from django.utils import timezone

from liandong.matters.sweeping import sweep

begun = time.perf_counter()
swept = sweep(timezone.now())
assert swept.overdue == 100, swept
print(time.perf_counter() - begun)
