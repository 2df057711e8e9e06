"""The kinds of values that fields take, each with its limits."""

from cpkit.models.kinds.blocks import Block, Blocks
from cpkit.models.kinds.choices import Choice, Flag
from cpkit.models.kinds.kind import KIND, Kind, RefusedError, sized, wrong_type
from cpkit.models.kinds.names import Names, NamesList, is_list
from cpkit.models.kinds.numbers import Integer, Number
from cpkit.models.kinds.tags import TagMap
from cpkit.models.kinds.text import Text
from cpkit.models.kinds.time import Time

__all__ = [
    "KIND",
    "Block",
    "Blocks",
    "Choice",
    "Flag",
    "Integer",
    "Kind",
    "Names",
    "NamesList",
    "Number",
    "RefusedError",
    "TagMap",
    "Text",
    "Time",
    "is_list",
    "sized",
    "wrong_type",
]
