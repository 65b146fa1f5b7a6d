"""The tab มาตรการ: the year's measures in a table laid out as on paper."""
