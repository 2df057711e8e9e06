"""The account of a client's domains: tags are changed by ARN, which no response contains."""

import re

from botocore.exceptions import BotoCoreError

from cpkit.client.boto import responses
from cpkit.client.boto.configuration import creation_error
from cpkit.client.boto.operation import operation
from cpkit.client.calls.attempts import call
from cpkit.client.calls.caller import Caller
from cpkit.errors import ConfigurationError

__all__ = ["account_of", "check_account_id"]


def account_of(caller: Caller) -> str:
    """Return the account id of a client's domains.

    STS is called once, where the account is not known: a client keeps the credentials that it was
    made with.

    Raises:
        ConfigurationError: If there are no credentials to call STS with.
        CallError: If the call failed.
    """
    if caller.account_id is None:
        caller.account_id = check_account_id(_caller_identity(caller))
    return caller.account_id


def check_account_id(account_id: str) -> str:
    """Return an account id.

    Raises:
        ConfigurationError: If it is not twelve digits.
    """
    digits = str(account_id)  # a number, which has lost its leading zeros, is rejected, too
    if not re.fullmatch("[0-9]{12}", digits):
        raise ConfigurationError(
            "account_id must be the twelve digits of an AWS account, as a string.",
            setting="account_id",
        )
    return digits


def _caller_identity(caller: Caller) -> str:
    """Return whose credentials the client has; the request is sent the way the client sends."""
    factory = caller.connection.factory
    if factory is None:
        raise ConfigurationError(
            "The tags of a domain are changed by its ARN, and a client passed in does not report "
            "its account: pass account_id= to CustomerProfiles or to plan.",
            setting="account_id",
        )
    try:
        client = factory.make("sts", region_name=caller.client.meta.region_name)
    except (BotoCoreError, ValueError) as error:
        raise creation_error(error) from error
    try:
        return call(
            operation(client, "GetCallerIdentity"),
            caller.retry,
            lambda: responses.text_member(client.get_caller_identity(), "Account"),
            budget=caller.budget,
        )
    finally:
        client.close()
