"""Laws are judged by what they give, never by how long it takes."""

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
