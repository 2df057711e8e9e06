"""What is found when a value is built."""

from typing import Any

import pytest

from cpkit.errors import ValidationError
from cpkit.schema.value import Declared

__all__ = ["problem_paths"]


def problem_paths(cls: type[Declared], **given: Any) -> list[tuple[str, str]]:
    """Give what is found when a value is built."""
    with pytest.raises(ValidationError) as caught:
        cls(**given)
    return [(problem.path, problem.code) for problem in caught.value.problems]
