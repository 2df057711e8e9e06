"""Which setting each of botocore's exceptions is about, and what to do."""

from typing import Final

from botocore import exceptions as boto

__all__ = ["SETTINGS_BY_EXCEPTION"]

_CREDENTIALS = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with profile_name=, or give "
    "the machine a role."
)
_LOGIN = "Renew the login, such as with `aws sso login`."
_FILE = "Correct {path}."
_ENDPOINT = "Correct region_name=, endpoint_url=, or the use of FIPS and dual-stack endpoints."

SETTINGS_BY_EXCEPTION: Final[tuple[tuple[type[boto.BotoCoreError], str, str, str], ...]] = (
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
    (
        boto.ProfileNotFound,
        "profile_name",
        "There is no profile {profile}, which {setting} names.",
        "Check {config_file}.",
    ),
    (boto.ConfigParseError, "AWS_CONFIG_FILE", "The configuration file is not readable.", _FILE),
    (boto.ConfigNotFound, "AWS_CONFIG_FILE", "The configuration file does not exist.", _FILE),
    (
        boto.InvalidDefaultsMode,
        "AWS_DEFAULTS_MODE",
        "The defaults mode is none that botocore knows.",
        "Use standard, or leave it out.",
    ),
    (
        boto.InvalidSTSRegionalEndpointsConfigError,
        "AWS_STS_REGIONAL_ENDPOINTS",
        "The choice of STS's endpoints is none that botocore knows.",
        "Use regional, or leave it out.",
    ),
    (
        boto.UnknownSignatureVersionError,
        "config",
        "The config's signature version is none that botocore knows.",
        "Leave it out.",
    ),
    (
        boto.UnsupportedSignatureVersionError,
        "config",
        "The config's signature version is none for this service.",
        "Leave it out.",
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
        "Its botocore may be older than cpkit needs.",
    ),
)
"""Kinds of exceptions, the narrower first: the setting, what is wrong, what to do.

The texts name what botocore tells: a profile, a path, the configuration file, and the setting.
"""
