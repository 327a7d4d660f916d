"""Settings, addresses, server entry."""
