"""The PostgreSQL that starts by itself when none is configured."""
