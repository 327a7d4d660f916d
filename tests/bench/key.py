"""Print a fresh key of the unit that the measurements act for."""

import django

django.setup()

from django.utils import timezone

from liandong.api.models import ApiKey, new_key

identity, whole, digest = new_key()
ApiKey.objects.create(
    id=identity,
    unit="420102-SJ",
    name="bench",
    digest=digest,
    scopes=["read", "write"],
    posts=["承办人", "负责人", "收件"],
    made_by=0,
    made_at=timezone.now(),
)
print(whole)
