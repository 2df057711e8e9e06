"""Settings as JSON and YAML documents, and what helps to write them.

The documents are those of ``aws customer-profiles update-domain --cli-input-json`` and
``--cli-input-yaml``. They are read strictly: a text says what it says, everything that is wrong is
told at once with its line and column, and a hostile document costs no more than a good one. Reading
YAML needs the extra ``yaml``; everything else, writing YAML included, needs nothing more.

``--cli-input-json`` is tried out with the AWS CLI's version 1. ``--cli-input-yaml`` exists in its
version 2 only and is not: YAML that is written here is read by both PyYAML and ruamel.yaml, the
kind of reader that version 2 has, and both read what is sent.

`check` finds what is suspicious, too, and so does the program
``python -m cpkit.documents FILE...``, for CI and for commit hooks.

Whatever is wrong with a document is a `ValidationError`. One that cannot be read as JSON or YAML at
all, or is not an object, has one problem, with the code ``syntax``.
"""

from cpkit.documents.check import check
from cpkit.documents.describe.json_schema import json_schema
from cpkit.documents.describe.skeleton import skeleton
from cpkit.documents.dump import dump, dumps
from cpkit.documents.load import load, loads

__all__ = ["check", "dump", "dumps", "json_schema", "load", "loads", "skeleton"]


def __dir__() -> list[str]:
    """Show what is public, and nothing else."""
    return sorted(__all__)
