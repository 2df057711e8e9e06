"""How a client of cpkit is made, of a client of boto3."""

from __future__ import annotations

import inspect
import pickle
from typing import Any
from unittest import mock

import pytest
from botocore.config import Config

from cpkit.client import CustomerProfiles, RetryPolicy
from cpkit.errors import (
    ConfigurationError,
    ResourceNotFoundError,
)
from cpkit.local import LocalService

ONCE = Config(retries={"total_max_attempts": 1})


@pytest.fixture
def service() -> LocalService:
    """Give a service without domains."""
    return LocalService()


def test_facade_when_client_and_settings_are_given_then_refused(service: LocalService) -> None:
    """A setting without effect is a mistake."""
    with pytest.raises(ConfigurationError) as caught:
        CustomerProfiles(service.client(), region_name="eu-west-1")
    assert "region_name" == caught.value.setting


def test_facade_when_a_client_repeats_itself_then_one_warning_here(service: LocalService) -> None:
    """It is said when the facade is made, and not again."""
    with pytest.warns(UserWarning, match="3 x 6 = 18") as caught:
        profiles = CustomerProfiles(service.client(config=Config(retries={"mode": "standard"})))
    assert [__file__] == [warning.filename for warning in caught]
    assert [] == list(profiles.list_domains())


def test_facade_when_a_method_is_replaced_then_it_comes_back(service: LocalService) -> None:
    """Users' tests put something in its place."""
    profiles = CustomerProfiles(service.client(config=ONCE))
    with mock.patch.object(profiles, "get_domain", return_value=None) as replaced:
        profiles.get_domain("shop")
    replaced.assert_called_once_with("shop")
    with pytest.raises(ResourceNotFoundError):
        profiles.get_domain("shop")


@pytest.mark.parametrize("retry", [None, 3, RetryPolicy])
def test_facade_when_the_policy_is_none_then_a_type_error(
    service: LocalService, retry: Any
) -> None:
    """It is told where it is written, with what to write instead."""
    with pytest.raises(TypeError, match=r"^retry takes a RetryPolicy, .*max_attempts=1"):
        CustomerProfiles(service.client(config=ONCE), retry=retry)


def test_policy_when_none_is_given_then_the_default(service: LocalService) -> None:
    """The signature shows what happens without one."""
    assert repr(RetryPolicy()) in repr(CustomerProfiles(service.client(config=ONCE)))


def test_facade_when_pickled_then_it_says_to_create_one_in_each_process(
    service: LocalService,
) -> None:
    """Its connections stay where they are."""
    with pytest.raises(TypeError, match="create one in each process"):
        pickle.dumps(CustomerProfiles(service.client(config=ONCE)))


def test_methods_when_asked_for_their_signatures_then_those_are_real() -> None:
    """Help shows each parameter, whatever module the method is written in."""
    methods = inspect.getmembers(CustomerProfiles, inspect.isfunction)
    signatures = [inspect.signature(one) for name, one in methods if not name.startswith("_")]
    kinds = {parameter.kind for one in signatures for parameter in one.parameters.values()}
    update = inspect.signature(CustomerProfiles.update_domain)

    assert 16 == len(signatures)
    assert {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY} == kinds
    assert ["self", "settings"] == list(update.parameters)
    assert (CustomerProfiles, object) == CustomerProfiles.__mro__
