"""The reading log: who opened which sensitive value, when and what for."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """One opening of a sealed value. Append-only; shown to the unit that entered the value."""

    matter = models.UUIDField()
    seq = models.PositiveIntegerField()  # the step that holds the value
    field = models.CharField(max_length=60)
    owner_unit = models.CharField(max_length=24)
    user = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=24)
    purpose = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["matter", "at"], name="reading_of_matter"),)

    def __str__(self) -> str:
        return f"{self.matter} {self.field} {self.at:%F %T}"
