"""Finds in a document what an office keeps: measures, checklist, scores, analysis, memos."""
