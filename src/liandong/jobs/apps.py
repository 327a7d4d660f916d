"""Registers this room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room's name."""

    name = "liandong.jobs"
    default_auto_field = "django.db.models.BigAutoField"
