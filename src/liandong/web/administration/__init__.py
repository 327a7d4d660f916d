"""Administration split in three: system, security and audit. None of them reads matters."""
