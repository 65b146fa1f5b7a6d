"""What is done about each IIT and EIT indicator, in a table laid out as on paper."""
