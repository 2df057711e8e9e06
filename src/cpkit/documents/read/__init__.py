"""Read JSON and YAML strictly, with the position of everything that is read."""
