"""Who writes with whom and which methods occur together, as graphs."""
