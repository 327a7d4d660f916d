"""The one command-line program."""
