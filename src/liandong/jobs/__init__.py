"""Sweeps and outbox."""
