"""What the topics report says."""
