"""What the jobs remember."""

from __future__ import annotations

from django.db import models

from liandong.directory.models import User


class Digest(models.Model):
    """每日提醒: that a person gets, or has got, his mail of a day; one a person and day."""

    user = models.ForeignKey(User, models.CASCADE)
    day = models.DateField()  # in Asia/Shanghai
    done_at = models.DateTimeField(null=True)  # when it was sent, or found to have nothing to say any more
    tries = models.PositiveSmallIntegerField(default=0)  # that failed

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "user"], name="digest_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.user_id}"
