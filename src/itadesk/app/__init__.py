"""What the clerk does, independent of the window: session, actions, settings, places."""
