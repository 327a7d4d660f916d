"""What lets any side prove what happened: hashes, the reading log."""
