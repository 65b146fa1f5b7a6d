"""Tables to Excel and back: what to write, and what came back otherwise."""
