"""See what rules match in your own profiles, on your own machine, before they are switched on.

`evaluate` takes profiles and rules, and returns a `Preview`: frames of levels, groups and members,
and what the answer rests on. It needs the extra ``preview``: Polars and numpy.

Profiles are personal data: nothing of them is logged, put into an error's text, or written anywhere
but where you say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

try:
    for _needed in ("numpy", "polars"):
        import_module(_needed)
except ImportError as _error:
    raise ImportError(
        "cpkit.preview needs polars and numpy: pip install 'cpkit[preview]'"
    ) from _error

from cpkit.preview.consolidating import Consolidated, consolidate
from cpkit.preview.evaluating import evaluate
from cpkit.preview.explaining import Explanation, Miss, Tie
from cpkit.preview.group_changes import Comparison
from cpkit.preview.match_files import read_matches
from cpkit.preview.merging import Merged
from cpkit.preview.progress import Progress
from cpkit.preview.report import Preview
from cpkit.schema.suggestions import no_such_name

__all__ = [
    "Comparison",
    "Consolidated",
    "Explanation",
    "Merged",
    "Miss",
    "Preview",
    "Progress",
    "Tie",
    "consolidate",
    "evaluate",
    "read_matches",
]


def __dir__() -> list[str]:
    """Show what is public, and nothing else."""
    return sorted(__all__)


if not TYPE_CHECKING:  # so that checkers still reject a wrong name

    def __getattr__(name: str) -> object:
        """Raise the error for a name that is not here, which says what is."""
        raise no_such_name(__name__, name, __all__)
