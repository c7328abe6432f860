"""What the reports say: tables and sentences, one module for each report, every number with the link to its papers."""
