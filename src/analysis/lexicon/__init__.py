"""The curated vocabulary: one CSV file for each group of kinds."""
