"""Configure identity resolution of Amazon Connect Customer Profiles domains from typed Python."""
