"""Papers to vectors."""
