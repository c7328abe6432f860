"""What the methods report says."""
