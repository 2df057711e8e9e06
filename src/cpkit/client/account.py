"""Whose account a domain is in: tags are changed by ARN, which no answer of the service holds."""

import re

from botocore.exceptions import BotoCoreError

from cpkit.client.boto import responses
from cpkit.client.boto.configuration import creation_error
from cpkit.client.boto.operation import operation
from cpkit.client.boto.sessions import Source
from cpkit.client.calls.attempts import call
from cpkit.client.calls.retry_budget import RetryBudget
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.errors import ConfigurationError

__all__ = ["caller_account_id", "check_account_id"]


def check_account_id(account_id: str) -> str:
    """Refuse what is no account id.

    Args:
        account_id: What was given.

    Returns:
        The same.

    Raises:
        ConfigurationError: If it is not twelve digits.
    """
    digits = str(account_id)  # a number that has lost its leading zeros is told, too
    if not re.fullmatch("[0-9]{12}", digits):
        raise ConfigurationError(
            "account_id takes the twelve digits of an AWS account, as a text.", setting="account_id"
        )
    return digits


def caller_account_id(
    source: Source | None, region_name: str, retry: RetryPolicy, budget: RetryBudget
) -> str:
    """Ask STS whose credentials a client has, by the same way that the client sends.

    Args:
        source: What the client was made of; ``None`` where it was passed in, which is not known.
        region_name: The region to ask in.
        retry: How often to ask.
        budget: The repeats that are left to the client.

    Returns:
        The account id.

    Raises:
        ConfigurationError: If there are no credentials to ask with.
        CallError: If the call failed.
    """
    if source is None:
        raise ConfigurationError(
            "The tags of a domain are changed by its ARN, and a client passed in does not tell "
            "its account: pass account_id= to CustomerProfiles or to plan.",
            setting="account_id",
        )
    try:
        client = source.client("sts", region_name=region_name)
    except (BotoCoreError, ValueError) as error:
        raise creation_error(error) from error
    try:
        account_id = call(
            operation(client, "GetCallerIdentity"),
            retry,
            lambda: responses.text_member(client.get_caller_identity(), "Account"),
            budget=budget,
        )
    finally:
        client.close()
    return check_account_id(account_id)
