"""What botocore raises about settings, as `ConfigurationError`s that name the setting."""

import os
from typing import TYPE_CHECKING, Any, Final

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from cpkit.client import error_answers
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["configuration_error", "creation_error"]

_CREDENTIALS = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with profile_name=, or give "
    "the machine a role."
)
_LOGIN = "Renew the login, such as with `aws sso login`."
_FILE = "Correct the file."
_ENDPOINT = "Correct region_name=, endpoint_url=, or the use of FIPS and dual-stack endpoints."

_TABLE: Final[tuple[tuple[type[boto.BotoCoreError], str, str, str], ...]] = (
    (boto.NoCredentialsError, "credentials", "No credentials were found.", _CREDENTIALS),
    (
        boto.PartialCredentialsError,
        "credentials",
        "The credentials are not complete.",
        _CREDENTIALS,
    ),
    (boto.UnauthorizedSSOTokenError, "credentials", "The single sign-on is not valid.", _LOGIN),
    (boto.SSOError, "credentials", "The single sign-on failed.", _LOGIN),
    (boto.LoginError, "credentials", "The login is not valid.", "Renew it with `aws login`."),
    (boto.TokenRetrievalError, "credentials", "The login's token cannot be had.", _LOGIN),
    (boto.NoAuthTokenError, "credentials", "There is no login token.", _LOGIN),
    (
        boto.CredentialRetrievalError,
        "credentials",
        "Their provider gave no credentials; the cause says why.",
        _CREDENTIALS,
    ),
    (
        boto.MetadataRetrievalError,
        "credentials",
        "The machine's metadata gave no credentials; the cause says why.",
        _CREDENTIALS,
    ),
    (
        boto.RefreshWithMFAUnsupportedError,
        "credentials",
        "The credentials need a code of a device to be renewed.",
        "Assume the role outside and pass the session.",
    ),
    (
        boto.NoRegionError,
        "region_name",
        "No region is set.",
        "Pass region_name=, or set AWS_DEFAULT_REGION (boto3 does not read AWS_REGION).",
    ),
    (
        boto.InvalidRegionError,
        "region_name",
        "The region's name is not well formed.",
        "Write it as in eu-central-1.",
    ),
    (boto.ProfileNotFound, "profile_name", "There is no such profile.", "Check ~/.aws/config."),
    (boto.ConfigParseError, "AWS_CONFIG_FILE", "The configuration file is not readable.", _FILE),
    (boto.ConfigNotFound, "AWS_CONFIG_FILE", "The configuration file does not exist.", _FILE),
    (
        boto.InvalidDefaultsMode,
        "AWS_DEFAULTS_MODE",
        "The defaults mode is none that botocore knows.",
        "Use standard, or leave it out.",
    ),
    (
        boto.EndpointProviderError,
        "endpoint_url",
        "No endpoint follows from the settings.",
        _ENDPOINT,
    ),
    (
        boto.EndpointVariantError,
        "endpoint_url",
        "No endpoint follows from the settings.",
        _ENDPOINT,
    ),
    (
        boto.ParamValidationError,
        "client",
        "The client's own parameter validation refuses the request.",
        "Its botocore may be older than cpkit needs; or pass one with parameter_validation=False.",
    ),
)
"""Kinds of exceptions, the narrower first: the setting, what is wrong, what to do."""

_CREDENTIAL_OPERATIONS = {
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "CreateOAuth2Token",
    "CreateToken",
    "GetRoleCredentials",
}
"""What botocore calls by itself, before the request, to get credentials."""

_VARIABLES = {
    "profile": ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"),
    "region_name": ("AWS_DEFAULT_REGION",),
}
"""What botocore's exceptions tell, and the variables that it may come from."""

_NUMBERS = (
    "AWS_MAX_ATTEMPTS",
    "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
    "AWS_METADATA_SERVICE_TIMEOUT",
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
)


def configuration_error(error: Exception) -> ConfigurationError | None:
    """Translate what says that nothing could be sent.

    Args:
        error: What boto3 raised.

    Returns:
        The error that names the setting; ``None`` if it is about anything else.
    """
    if isinstance(error, ClientError) and error.operation_name in _CREDENTIAL_OPERATIONS:
        return ConfigurationError(
            f"No credentials could be had: {error.operation_name} was refused with "
            f"{error_answers.code(error)}. Check the profile's role and what may assume it.",
            setting="credentials",
        )
    for kind, setting, what, advice in _TABLE:
        if isinstance(error, kind):
            return ConfigurationError(f"{what} {advice}", setting=_setting(error, setting))
    return None


def creation_error(error: Exception) -> ConfigurationError:
    """Translate what kept a session or a client from being made.

    Args:
        error: What boto3 raised.

    Returns:
        The error that names the setting.
    """
    known = configuration_error(error)
    if known is not None:
        return known
    setting = _key(error) or next(filter(_is_no_number, _NUMBERS), "config")
    return ConfigurationError(
        f"boto3 makes no client of these settings ({type(error).__name__}): look at {setting}.",
        setting=setting,
    )


def _setting(error: boto.BotoCoreError, setting: str) -> str:
    """Name the setting where the value really came from."""
    facts: Mapping[str, Any] = error.kwargs
    sources = (
        variable
        for fact, variables in _VARIABLES.items()
        for variable in variables
        if fact in facts and os.environ.get(variable) == facts[fact]
    )
    return str(facts.get("cred_var") or next(sources, setting))


def _key(error: Exception) -> str | None:
    kwargs: dict[str, Any] = getattr(error, "kwargs", {})
    key = kwargs.get("config_key")
    return None if key is None else f"AWS_{key.upper()}"


def _is_no_number(variable: str) -> bool:
    return not os.environ.get(variable, "0").strip().isdecimal()
