"""Describe settings documents: JSON Schema, skeletons, and the meaning of members."""
