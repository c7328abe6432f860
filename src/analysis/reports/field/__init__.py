"""What the report of a field says."""
