"""`kg explain` and `kg blindspots`."""
