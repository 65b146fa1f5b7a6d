"""What an office keeps and the rules of its papers: pure, no files, no clock, no window."""
