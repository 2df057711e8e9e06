"""Settings as JSON and YAML documents, and what helps to write them.

The documents are those of ``aws customer-profiles update-domain --cli-input-json`` and
``--cli-input-yaml``. They are read strictly: nothing is guessed, everything that is wrong is
reported at once with its line and column, and a hostile document costs little. Reading YAML needs
the extra ``yaml``; everything else, writing YAML included, needs nothing more.

``--cli-input-json`` is tested with version 1 of the AWS CLI. ``--cli-input-yaml`` exists in version
2 only and is not tested; PyYAML and ruamel.yaml, of which version 2 has one, both read YAML that is
written here as what is sent.

`check` finds what is suspicious, too; the command ``cpkit check`` does the same for CI and hooks.

Whatever is wrong with a document is a `ValidationError`. One that cannot be read as JSON or YAML at
all, or is not an object, has one problem, with the code ``syntax``.
"""

from typing import TYPE_CHECKING

from cpkit.documents.check import check
from cpkit.documents.describe.json_schema import json_schema
from cpkit.documents.describe.skeleton import skeleton
from cpkit.documents.dump import dump, dumps
from cpkit.documents.load import load, loads
from cpkit.schema.suggestions import no_such_name

__all__ = ["check", "dump", "dumps", "json_schema", "load", "loads", "skeleton"]


def __dir__() -> list[str]:
    """Return what is public, and nothing else."""
    return sorted(__all__)


if not TYPE_CHECKING:  # so that checkers still reject a wrong name

    def __getattr__(name: str) -> object:
        """Raise the error for a name that is not here, which says what is."""
        raise no_such_name(__name__, name, __all__)
