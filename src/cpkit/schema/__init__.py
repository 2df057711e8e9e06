"""How any declared value works: validated when it is created, then immutable.

Nothing here knows a member of the service.
"""
