"""Divisions, units, posts and users."""
