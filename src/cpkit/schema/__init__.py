"""How any declared value works: checked when constructed, then immutable.

Nothing here knows a member of the service.
"""
