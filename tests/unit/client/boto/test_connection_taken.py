"""The client that cpkit is given: taken as it is, its own retries told."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from botocore.config import Config

from cpkit.client.boto.connection import take
from cpkit.errors import ConfigurationError
from tests.support.made_clients import NOTHING, config_of

if TYPE_CHECKING:
    from collections.abc import Callable


def test_given_client_when_taken_then_nothing_about_it_changes(
    monkeypatch: pytest.MonkeyPatch, plain_client: Callable[..., Any]
) -> None:
    """It is the same object, with the same config, and nothing listens to its events."""
    client: Any = plain_client()
    before: dict[str, Any] = copy.deepcopy(config_of(client).__dict__)
    events: Any = client.meta.events.__class__
    for name in ("register", "register_first", "register_last", "unregister"):
        monkeypatch.delattr(events, name)
    assert client is take(client, NOTHING, 1).client
    assert before == config_of(client).__dict__


@pytest.mark.parametrize("name", list(NOTHING))
def test_given_client_when_another_setting_is_given_then_it_is_named(
    plain_client: Callable[..., Any], name: str
) -> None:
    """A setting without effect is a mistake."""
    with pytest.raises(ConfigurationError, match=f"^{name}: has no effect") as caught:
        take(plain_client(), {**NOTHING, name: False}, 1)
    assert name == caught.value.setting


def test_given_client_when_it_is_none_of_the_service_then_refused(
    plain_client: Callable[..., Any],
) -> None:
    """Another service's client would fail much later."""
    for client in (plain_client("sts"), "client", object()):
        with pytest.raises(ConfigurationError) as caught:
            take(client, NOTHING, 1)
        assert "client" == caught.value.setting


def test_given_client_when_its_endpoint_holds_a_password_then_refused(
    plain_client: Callable[..., Any],
) -> None:
    """Botocore repeats it in error texts."""
    client = plain_client(endpoint_url="https://user:hunter2@host")
    with pytest.raises(ConfigurationError) as caught:
        take(client, NOTHING, 1)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("retries", "product"),
    [
        ({"mode": "legacy"}, "5 x 6 = 30"),
        ({"mode": "standard"}, "3 x 6 = 18"),
        ({"mode": "adaptive"}, "3 x 6 = 18"),
        ({"mode": "standard", "max_attempts": 1}, "2 x 6 = 12"),
        ({"mode": "legacy", "total_max_attempts": 10}, "10 x 6 = 60"),
    ],
)
def test_layers_when_both_repeat_then_the_product_is_named_once(
    plain_client: Callable[..., Any],
    retries: Any,
    product: str,
) -> None:
    """How many requests one call can come to is said where the facade is made."""
    with pytest.warns(UserWarning, match=product) as caught:
        take(plain_client(config=Config(retries=retries)), NOTHING, 6)
    assert [__file__] == [warning.filename for warning in caught]


@pytest.mark.parametrize(
    ("name", "value", "product"),
    [("AWS_MAX_ATTEMPTS", "7", "7 x 2 = 14"), ("AWS_RETRY_MODE", "legacy", "5 x 2 = 10")],
)
def test_layers_when_the_environment_says_how_often_then_it_counts(
    monkeypatch: pytest.MonkeyPatch,
    plain_client: Callable[..., Any],
    name: str,
    value: str,
    product: str,
) -> None:
    """A client passed in follows the environment, and so does the sum."""
    monkeypatch.setenv(name, value)
    with pytest.warns(UserWarning, match=product):
        take(plain_client(), NOTHING, 2)


@pytest.mark.parametrize(("total", "attempts"), [(1, 6), (3, 1), (1, 1)])
def test_layers_when_only_one_repeats_then_nothing_is_said(
    plain_client: Callable[..., Any], total: int, attempts: int
) -> None:
    """One layer is what it should be."""
    client = plain_client(config=Config(retries={"total_max_attempts": total}))
    take(client, NOTHING, attempts)
