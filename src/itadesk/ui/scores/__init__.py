"""The tab of the ITA scores: the table, the analysis, and what if."""
