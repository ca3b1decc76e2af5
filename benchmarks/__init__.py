"""What building costs, measured (``make bench``). Numbers are printed, never asserted."""
