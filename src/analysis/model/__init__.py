"""Files that belong to the embedding model."""
