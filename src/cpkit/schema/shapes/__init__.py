"""The shapes of members: types, each with its limits."""

from cpkit.schema.shapes.enums import Boolean, Enum, UnknownValue
from cpkit.schema.shapes.numbers import Double, Integer
from cpkit.schema.shapes.shape import SHAPE, RejectedError, Shape, sized, wrong_type
from cpkit.schema.shapes.string import String
from cpkit.schema.shapes.string_lists import StringList, StringLists, is_flat, is_list
from cpkit.schema.shapes.structures import Structure, StructureList
from cpkit.schema.shapes.tag_map import TagMap
from cpkit.schema.shapes.timestamp import Timestamp

__all__ = [
    "SHAPE",
    "Boolean",
    "Double",
    "Enum",
    "Integer",
    "RejectedError",
    "Shape",
    "String",
    "StringList",
    "StringLists",
    "Structure",
    "StructureList",
    "TagMap",
    "Timestamp",
    "UnknownValue",
    "is_flat",
    "is_list",
    "sized",
    "wrong_type",
]
