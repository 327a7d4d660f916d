"""Registers this room with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room's name."""

    name = "liandong.documents"
    default_auto_field = "django.db.models.BigAutoField"
