"""make bench: what the platform costs, as ratios within one run against a bare floor on the same database."""
