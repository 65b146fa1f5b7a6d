"""Papers as pages: seen, searched, copied, printed and saved."""
