"""The only place that draws: table or graph in, figure out; no analysis, no saving."""
