"""Files, letters and their numbers."""
