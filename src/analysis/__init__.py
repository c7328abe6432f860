"""Fieldnotes: from paper exports to trend reports whose uncertainty is stated."""
