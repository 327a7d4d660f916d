"""Matters, their steps and deadlines; perform() is the only writer."""
