"""Tables whose cells are drawn whole, written in and copied as in Excel."""
