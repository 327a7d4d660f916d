"""Registers this room with Django."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The room's name."""

    name = "liandong.trust"
    default_auto_field = "django.db.models.BigAutoField"
