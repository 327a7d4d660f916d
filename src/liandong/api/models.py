"""Keys with which a unit's own systems use the API."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models

PREFIX = "ldk"


class Scope(models.TextChoices):
    """What a key may do."""

    READ = "read", "读取"
    WRITE = "write", "办理"


class ApiKey(models.Model):
    """A key of one unit. Only its hash is kept; the key itself is shown once."""

    id = models.CharField(primary_key=True, max_length=16)
    unit = models.CharField(max_length=24)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    posts = ArrayField(models.CharField(max_length=10))  # the posts in which it acts
    made_by = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit"], name="apikey_unit"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"


def new_key() -> tuple[str, str, str]:
    """A fresh key: its id, the whole key to show once, and the hash to keep."""
    identity, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return identity, f"{PREFIX}_{identity}_{secret}", hash_of(secret)


def hash_of(secret: str) -> str:
    """SHA-256 suffices: the secret has 256 random bits, nobody guesses it offline."""
    return hashlib.sha256(secret.encode()).hexdigest()
