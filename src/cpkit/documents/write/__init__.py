"""Write documents."""
