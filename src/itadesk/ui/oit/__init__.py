"""The tab แบบตรวจ OIT: the year's items at the left, the chosen one at the right."""
