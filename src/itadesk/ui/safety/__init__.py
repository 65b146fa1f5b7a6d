"""What keeps the work safe: backups, copies on a stick, going back, merging, rescue."""
