"""Search across all tabs and years, from the field at the top of the window."""
