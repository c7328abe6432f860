"""What the authors report says."""
