"""What the corpus report says."""
