"""What the overview report says."""
