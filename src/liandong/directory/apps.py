"""Registers the directory with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room of divisions, units, posts and users."""

    name = "liandong.directory"
    default_auto_field = "django.db.models.BigAutoField"
