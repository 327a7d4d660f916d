"""Registers this room with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room's name."""

    name = "liandong.web"
    default_auto_field = "django.db.models.BigAutoField"
