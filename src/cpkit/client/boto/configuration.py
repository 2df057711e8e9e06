"""What botocore raises about settings, as `ConfigurationError`s that name the setting."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from cpkit.client.boto import error_response
from cpkit.client.boto.origins import argument, was_raised_in
from cpkit.client.boto.setting_exceptions import SETTINGS_BY_EXCEPTION
from cpkit.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["configuration_error", "creation_error", "holds_a_secret"]

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

_METADATA_NUMBERS = ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "AWS_METADATA_SERVICE_TIMEOUT")
_NUMBERS = (
    "AWS_MAX_ATTEMPTS",
    *_METADATA_NUMBERS,
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
)


_SIGNED_HEADERS = {"authorization", "x-amz-security-token"}
"""What botocore makes of the credentials."""

_MISTAKES = (AttributeError, LookupError, TypeError, ValueError)
"""What Python raises of values that make no sense, before anything is sent."""

_ON_THE_WAY = (boto.ConnectionError, boto.HTTPClientError)

_CONFIG_KEY = re.compile(r"\bfor '(\w+)' is invalid")


def configuration_error(error: Exception) -> ConfigurationError | None:
    """Translate what says that nothing could be sent.

    Args:
        error: What boto3 raised.

    Returns:
        The error that names the setting; ``None`` if it is about anything else.
    """
    if isinstance(error, ClientError):
        return _refused_credentials(error)
    is_about_credentials = was_raised_in(error, "botocore.credentials")
    if is_about_credentials and isinstance(error, _ON_THE_WAY):
        return None  # whoever gives them could not be reached, which may pass
    for kind, setting, what, advice in SETTINGS_BY_EXCEPTION:
        if isinstance(error, kind) and not (is_about_credentials and setting == "client"):
            source = _setting(error, setting)
            text = f"{what} {advice}".format(
                profile=repr(error.kwargs.get("profile")),
                path=error.kwargs.get("path"),
                config_file=os.environ.get("AWS_CONFIG_FILE", "~/.aws/config"),
                setting=source,
            )
            return ConfigurationError(text, setting=source)
    if is_about_credentials:
        number = next(filter(_is_no_number, _METADATA_NUMBERS), None)
        if number is not None and isinstance(error, ValueError):
            return ConfigurationError(
                f"{number} is no whole number: correct it, or leave it out.", setting=number
            )
        return ConfigurationError(
            f"Where the credentials come from is not set up right ({type(error).__name__}); the "
            "cause says why. Correct the profile or the AWS_* variables that name it.",
            setting="credentials",
        )
    return _unsendable(error) if isinstance(error, _ON_THE_WAY) else None


def _refused_credentials(error: ClientError) -> ConfigurationError | None:
    if error.operation_name not in _CREDENTIAL_OPERATIONS:
        return None
    return ConfigurationError(
        f"No credentials could be had: {error.operation_name} was refused with "
        f"{error_response.code(error)}. Check the profile's role and what may assume it.",
        setting="credentials",
    )


def _unsendable(error: boto.BotoCoreError) -> ConfigurationError | None:
    """Tell what kept a request from being written from what happened to it on its way."""
    header = argument(error, "http.client", "putheader", "header")
    if header is not None:
        name = header.decode("latin-1") if isinstance(header, bytes) else str(header)
        if name.lower() in _SIGNED_HEADERS:
            return ConfigurationError(
                "The credentials, or the region, hold what no HTTP header can: look for a line "
                "break at an end, such as of AWS_SESSION_TOKEN.",
                setting="credentials",
            )
        return ConfigurationError(
            f"The header {name} holds what no HTTP header can: look for a line break in the "
            "config, such as in user_agent_extra.",
            setting="config",
        )
    if was_raised_in(error, "urllib3.util.ssl_") and not was_raised_in(
        error, "ssl", "do_handshake"
    ):
        return ConfigurationError(
            "The certificates cannot be loaded: look at verify, and at client_cert of the config.",
            setting="verify",
        )
    mistake = error.__context__
    if isinstance(mistake, _MISTAKES) and not _was_under_way(error):
        return ConfigurationError(
            f"No request can be made of these settings ({type(mistake).__name__}): look at config.",
            setting="config",
        )
    return None


def _was_under_way(error: Exception) -> bool:
    return was_raised_in(error, "urllib3.connectionpool", "_make_request") or was_raised_in(
        error, "botocore.awsrequest"
    )


def holds_a_secret(error: Exception) -> bool:
    """Say whether botocore's own text repeats what may be a credential.

    Args:
        error: What boto3 raised.

    Returns:
        Whether it holds a header's value, or an endpoint that was refused.
    """
    return _repeats_an_endpoint(error) or was_raised_in(error, "http.client", "putheader")


def _repeats_an_endpoint(error: Exception) -> bool:
    return isinstance(error, ValueError) and str(error).startswith("Invalid endpoint")


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
    if _repeats_an_endpoint(error):
        return ConfigurationError(
            "endpoint_url is no URL of an endpoint: look at the configuration file.",
            setting="endpoint_url",
        )
    setting = _key(error) or next(filter(_is_no_number, _NUMBERS), "config")
    return ConfigurationError(
        f"boto3 makes no client of these settings ({type(error).__name__}): look at {setting}.",
        setting=setting,
    )


def _setting(error: boto.BotoCoreError, setting: str) -> str:
    """Name the setting where the value really came from."""
    facts: Mapping[str, Any] = error.kwargs
    if "cred_var" in facts:
        # It can be a phrase, where one of two would do.
        variable = str(facts["cred_var"])
        return variable if variable.isidentifier() else setting
    if setting == "AWS_CONFIG_FILE" and facts.get("path") == _credentials_file():
        return "AWS_SHARED_CREDENTIALS_FILE"
    sources = (
        variable
        for fact, variables in _VARIABLES.items()
        for variable in variables
        if fact in facts and os.environ.get(variable) == facts[fact]
    )
    return next(sources, setting)


def _credentials_file() -> str:
    file = os.environ.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
    return str(Path(os.path.expandvars(file)).expanduser())


def _key(error: Exception) -> str | None:
    kwargs: dict[str, Any] = getattr(error, "kwargs", {})
    found = _CONFIG_KEY.search(str(kwargs.get("error_msg")))
    key = found[1] if found else kwargs.get("config_key")
    return None if key is None else f"AWS_{key.upper()}"


def _is_no_number(variable: str) -> bool:
    return not os.environ.get(variable, "0").strip().isdecimal()
