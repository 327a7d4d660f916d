"""Registers this room with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room's name."""

    name = "liandong.api"
    default_auto_field = "django.db.models.BigAutoField"
