"""Registers this room with Django."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The room's name."""

    name = "liandong.matters"
    default_auto_field = "django.db.models.BigAutoField"
