"""Other formats: documents that are read, Word and Excel files that are written."""
