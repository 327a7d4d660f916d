"""Procedures as values: read from law/, proved, decided. Pure: no Django, no clock."""
