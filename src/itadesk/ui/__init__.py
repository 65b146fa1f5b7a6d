"""The window: the only place that imports Qt, and the only way in for a clerk without a terminal."""
