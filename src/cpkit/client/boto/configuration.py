"""What botocore raises about settings, as `ConfigurationError`s that name the setting."""

import os
import re
from pathlib import Path
from typing import Any, Final

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from cpkit.client.boto import error_response
from cpkit.client.boto.events import SERVICE
from cpkit.display import visible
from cpkit.errors import ConfigurationError

__all__ = [
    "ADVICE_BY_SETTING",
    "SETTING_BY_EXCEPTION",
    "advice_on_client",
    "configuration_error",
    "creation_error",
    "credentials_error",
    "repeats_an_endpoint",
]

SETTING_BY_EXCEPTION: Final[tuple[tuple[type[Exception], str], ...]] = (
    (boto.NoCredentialsError, "credentials"),
    (boto.PartialCredentialsError, "credentials"),
    (boto.CredentialRetrievalError, "credentials"),
    (boto.MetadataRetrievalError, "credentials"),
    (boto.RefreshWithMFAUnsupportedError, "credentials"),
    (boto.UnknownCredentialError, "credentials"),
    (boto.InfiniteLoopConfigError, "profile"),
    (boto.UnauthorizedSSOTokenError, "login"),
    (boto.SSOError, "login"),
    (boto.LoginError, "login"),
    (boto.TokenRetrievalError, "login"),
    (boto.NoAuthTokenError, "login"),
    (boto.NoRegionError, "region_name"),
    (boto.InvalidRegionError, "region_name"),
    (boto.ProfileNotFound, "profile_name"),
    (boto.ConfigParseError, "AWS_CONFIG_FILE"),
    (boto.ConfigNotFound, "AWS_CONFIG_FILE"),
    (boto.InvalidDefaultsMode, "AWS_DEFAULTS_MODE"),
    (boto.InvalidSTSRegionalEndpointsConfigError, "AWS_STS_REGIONAL_ENDPOINTS"),
    (boto.UnknownSignatureVersionError, "config"),
    (boto.UnsupportedSignatureVersionError, "config"),
    (boto.EndpointProviderError, "endpoint_url"),
    (boto.EndpointVariantError, "endpoint_url"),
    (boto.ParamValidationError, "client"),
)
"""Kinds of exceptions, the narrower first, and the setting that each is about."""

ADVICE_BY_SETTING: Final = {
    "credentials": (
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with profile_name=, or "
        "give the machine a role"
    ),
    "login": "log in again, such as with `aws sso login`",
    "profile": "correct the profile, or what its source_profile names, in {config_file}",
    "region_name": "pass region_name= as in eu-central-1, or set AWS_DEFAULT_REGION",
    "profile_name": "check the name, and {config_file}",
    "endpoint_url": (
        "correct region_name=, endpoint_url=, or the use of FIPS and dual-stack endpoints"
    ),
    "client": "the botocore behind the client may be older than cpkit needs",
}
"""What to do, by setting; any other is corrected, or left out."""

_ROLE: Final = "assume-role"
"""What botocore calls a profile that takes on a role, where it names the source of credentials."""
_CORRECT: Final = "correct it, or leave it out"
_VARIABLES: Final = {
    "profile": ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"),
    "region_name": ("AWS_DEFAULT_REGION",),
}
"""What botocore's exceptions carry, and the variables that it may come from."""

_NUMBERS: Final = (
    "AWS_MAX_ATTEMPTS",
    "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
    "AWS_METADATA_SERVICE_TIMEOUT",
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
)
_CONFIG_KEY: Final = re.compile(r"\bfor '(\w+)' is invalid")
_UNSHOWN: Final = {"error_msg": "the cause says why", "report": "the cause says why"}
"""What may repeat a credential, a key or a queue."""


def configuration_error(error: Exception) -> ConfigurationError | None:
    """Translate what botocore raises about a setting.

    Args:
        error: What boto3 raised.

    Returns:
        The error that names the setting; ``None`` if it is about anything else.
    """
    for kind, subject in SETTING_BY_EXCEPTION:
        if isinstance(error, boto.BotoCoreError) and isinstance(error, kind):
            narrowed = "profile" if error.kwargs.get("provider") == _ROLE else subject
            file = os.environ.get("AWS_CONFIG_FILE", "~/.aws/config")
            advice = ADVICE_BY_SETTING.get(narrowed, _CORRECT).format(config_file=file)
            return _made(_source(error, narrowed), _sentence(error), advice)
    return None


def credentials_error(error: Exception) -> ConfigurationError:
    """Translate what kept credentials from being resolved, for good.

    Args:
        error: What boto3 raised; anything, since sources of credentials raise what they like.

    Returns:
        The error that names the setting.
    """
    known = error if isinstance(error, ConfigurationError) else configuration_error(error)
    if known is not None:
        return known
    if isinstance(error, ClientError):
        what = f"{error.operation_name} failed with {error_response.code(error)}"
        return _made("credentials", what, "check the profile's role, and who may assume it")
    variable = next(filter(_is_no_number, _NUMBERS[1:3]), None)
    if variable is not None and isinstance(error, ValueError):
        return _made(variable, "is not a number", _CORRECT)
    if isinstance(error, boto.InvalidConfigError):
        return _made("credentials", visible(str(error)).rstrip("."), "correct the profile")
    return _made(
        "credentials",
        f"could not be resolved ({type(error).__name__}): the cause says why",
        "correct the profile, or the AWS_* variables that name it",
    )


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
    if repeats_an_endpoint(error):
        return _made("endpoint_url", "is not the URL of an endpoint", "correct the config file")
    if isinstance(error, boto.InvalidConfigError) and "services" in str(error):
        file = os.environ.get("AWS_CONFIG_FILE", "~/.aws/config")
        return _made("services", visible(str(error)).rstrip("."), f"check {file}")
    setting = _key(error) or next(filter(_is_no_number, _NUMBERS), "config")
    return _made(setting, f"boto3 rejects it ({type(error).__name__})", _CORRECT)


def advice_on_client(given: object) -> str:
    """Return what to write where anything else was passed in as a client."""
    if isinstance(given, str):
        if _REGION.fullmatch(given):
            return f"write region_name={given!r}"
        return "name a region with region_name=, a profile with profile_name="
    keyword = _KEYWORDS.get(type(given).__name__)
    return f"pass it as {keyword}=" if keyword else _MAKE_ONE


_REGION: Final = re.compile(r"[a-z]{2,3}(-[a-z]+)+-[0-9]")
_KEYWORDS: Final = {
    "Session": "session",
    "Config": "config",
    "RetryPolicy": "retry",
    "RateLimit": "rate_limit",
}
"""Classes whose values have a parameter of their own, by name, and the parameter."""
_MAKE_ONE: Final = f'make it with session.client("{SERVICE}")'


def repeats_an_endpoint(error: Exception) -> bool:
    """Return whether botocore's text repeats an endpoint, which may contain a password.

    Args:
        error: What boto3 raised.

    Returns:
        Whether it does.
    """
    return type(error) is ValueError and str(error).startswith("Invalid endpoint")


def _made(setting: str, what: str, advice: str) -> ConfigurationError:
    return ConfigurationError(f"{setting}: {what}; {advice}.", setting=setting)


def _sentence(error: boto.BotoCoreError) -> str:
    """Return botocore's own sentence, without what may repeat a secret."""
    facts: dict[str, Any] = {**error.kwargs}
    facts |= {name: text for name, text in _UNSHOWN.items() if name in facts}
    sentence = " ".join(visible(error.fmt.format(**facts)).replace("\\n", " ").split()).rstrip(".")
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _source(error: boto.BotoCoreError, subject: str) -> str:
    """Return the setting where the value really came from."""
    facts: dict[str, Any] = dict(error.kwargs)
    if "cred_var" in facts:
        # It can be a phrase, where one of two would do.
        variable = str(facts["cred_var"])
        return variable if variable.isidentifier() else "credentials"
    if subject == "AWS_CONFIG_FILE" and facts.get("path") == _credentials_file():
        return "AWS_SHARED_CREDENTIALS_FILE"
    sources = (
        variable
        for fact, variables in _VARIABLES.items()
        for variable in variables
        if fact in facts and os.environ.get(variable) == facts[fact]
    )
    return next(sources, "credentials" if subject in {"login", "profile"} else subject)


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
