"""Say no with an error's name and a message."""

from collections.abc import Callable

import pytest

from cpkit.local.protocol.rejections import RejectedError, bad_request, not_found


@pytest.mark.parametrize(
    ("make", "code"),
    [(bad_request, "BadRequestException"), (not_found, "ResourceNotFoundException")],
)
def test_rejection_when_made_then_it_has_the_models_name_and_the_message(
    make: Callable[[str], RejectedError], code: str
) -> None:
    """Both are what a client reads."""
    rejection = make("No such thing")

    assert (code, "No such thing") == (rejection.code, rejection.message)
