"""Periods, calendars and citations: pure values that every rule rests on."""
