"""From an executed notebook to a page that stands alone: one file, no network, every number leads to its papers."""
