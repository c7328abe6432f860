"""Which records are one work, and why."""
