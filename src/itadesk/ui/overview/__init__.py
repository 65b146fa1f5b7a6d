"""The tab of the overview: how far the year is, what is missing, and the checker."""
