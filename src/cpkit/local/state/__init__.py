"""What the stand-in stores, and how its operations act on it."""
