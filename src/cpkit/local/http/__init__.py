"""The stand-in over HTTP on loopback."""
