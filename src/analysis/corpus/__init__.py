"""Raw records to papers, every record accounted for."""
