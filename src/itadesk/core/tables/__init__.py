"""The tables of an office as sheets to be changed elsewhere, and what comes back of them."""
