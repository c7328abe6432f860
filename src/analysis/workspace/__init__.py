"""Where things are, how they are written, which settings there are: what every room stands on."""
