"""Policies: plain dicts, for whom and for what."""

from typing import Any, assert_type

import pytest

from cpkit import policies


def test_policies_when_written_then_plain_dicts() -> None:
    """They are ready for `json.dumps`."""
    place = {"account_id": "111122223333", "region_name": "eu-west-1"}

    assert_type(policies.key_policy("shop", **place), dict[str, Any])
    assert_type(policies.queue_policy("lost", "shop", **place), dict[str, Any])
    assert "Statement" in policies.bucket_policy("shop-matches", **place)


def test_policies_when_asked_for_wrongly_then_refused_twice() -> None:
    """By the checkers, and when it runs."""
    with pytest.raises(TypeError):
        # a policy lets in one account, which must be said
        policies.bucket_policy("shop-matches", region_name="eu-west-1")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    with pytest.raises((TypeError, ValueError)):
        # an account id is a text: it can begin with 0
        policies.key_policy("shop", account_id=111122223333, region_name="eu-west-1")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
