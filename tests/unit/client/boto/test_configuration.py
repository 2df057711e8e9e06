"""How botocore's complaints about settings become errors that name the setting."""

from __future__ import annotations

import pytest
from botocore import exceptions as boto

from cpkit.client.boto.configuration import configuration_error, creation_error

CASES: list[tuple[Exception, str]] = [
    (boto.NoCredentialsError(), "credentials"),
    (
        boto.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"),
        "AWS_SECRET_ACCESS_KEY",
    ),
    (boto.CredentialRetrievalError(provider="process", error_msg="hunter2"), "credentials"),
    (boto.UnauthorizedSSOTokenError(), "credentials"),
    (boto.SSOTokenLoadError(error_msg="hunter2"), "credentials"),
    (boto.TokenRetrievalError(provider="sso", error_msg="hunter2"), "credentials"),
    (boto.NoAuthTokenError(), "credentials"),
    (boto.LoginRefreshRequired(), "credentials"),
    (boto.MetadataRetrievalError(error_msg="hunter2"), "credentials"),
    (boto.RefreshWithMFAUnsupportedError(), "credentials"),
    (boto.NoRegionError(), "region_name"),
    (boto.InvalidRegionError(region_name="eu central"), "region_name"),
    (boto.ProfileNotFound(profile="nobody"), "profile_name"),
    (boto.ConfigParseError(path="/etc/aws"), "AWS_CONFIG_FILE"),
    (boto.ConfigNotFound(path="/etc/aws"), "AWS_CONFIG_FILE"),
    (boto.InvalidDefaultsMode(mode="odd", valid_modes=[]), "AWS_DEFAULTS_MODE"),
    (
        boto.InvalidSTSRegionalEndpointsConfigError(sts_regional_endpoints_config="odd"),
        "AWS_STS_REGIONAL_ENDPOINTS",
    ),
    (boto.UnknownSignatureVersionError(signature_version="odd"), "config"),
    (boto.UnsupportedSignatureVersionError(signature_version="odd"), "config"),
    (boto.EndpointResolutionError(msg="odd"), "endpoint_url"),
    (boto.EndpointVariantError(tags=[]), "endpoint_url"),
    (boto.ParamValidationError(report="hunter2"), "client"),
]


@pytest.mark.parametrize(("error", "setting"), CASES)
def test_configuration_when_it_is_wrong_then_the_setting_is_named(
    error: Exception, setting: str
) -> None:
    """Each names one setting and repeats nothing that could be a secret."""
    translated = configuration_error(error)
    assert translated is not None
    assert setting == translated.setting
    assert "hunter2" not in str(translated)
    assert setting == creation_error(error).setting


def test_configuration_when_the_error_is_another_then_nothing() -> None:
    """A failed connection is no wrong setting."""
    assert configuration_error(boto.EndpointConnectionError(endpoint_url="https://host")) is None


def test_creation_when_a_number_is_none_then_its_variable_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python's own complaint about a number does not say where it stood."""
    monkeypatch.setenv("AWS_METADATA_SERVICE_TIMEOUT", "soon")
    error = creation_error(ValueError("invalid literal for int()"))
    assert "AWS_METADATA_SERVICE_TIMEOUT" == error.setting


def test_creation_when_botocore_names_the_key_then_its_variable() -> None:
    """Where botocore knows the setting, so does the error."""
    error = boto.InvalidChecksumConfigError(
        config_key="request_checksum_calculation", config_value="odd", valid_options=[]
    )
    assert "AWS_REQUEST_CHECKSUM_CALCULATION" == creation_error(error).setting


def test_creation_when_nothing_is_known_then_the_config() -> None:
    """All else is botocore's own config."""
    assert "config" == creation_error(boto.InvalidProxiesConfigError()).setting


@pytest.mark.parametrize(
    ("variable", "error"),
    [
        ("AWS_PROFILE", boto.ProfileNotFound(profile="nobody")),
        ("AWS_DEFAULT_PROFILE", boto.ProfileNotFound(profile="nobody")),
        ("AWS_DEFAULT_REGION", boto.InvalidRegionError(region_name="nobody")),
    ],
)
def test_configuration_when_the_value_is_the_environments_then_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, error: Exception
) -> None:
    """The place to correct is the one that the value came from."""
    monkeypatch.setenv(variable, "nobody")
    translated = configuration_error(error)
    assert translated is not None
    assert variable == translated.setting


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        (
            {},
            (
                "profile_name: the config profile (nobody) could not be found; check the name, and "
                "~/.aws/config."
            ),
        ),
        (
            {"AWS_PROFILE": "nobody", "AWS_CONFIG_FILE": "/etc/aws"},
            (
                "AWS_PROFILE: the config profile (nobody) could not be found; check the name, and "
                "/etc/aws."
            ),
        ),
    ],
)
def test_configuration_when_there_is_no_such_profile_then_where_it_was_looked_for(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], text: str
) -> None:
    """Which name, who gave it, and the file that lacks it."""
    monkeypatch.delenv("AWS_CONFIG_FILE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert text == str(configuration_error(boto.ProfileNotFound(profile="nobody")))


def test_configuration_when_a_file_is_broken_then_its_path_is_named() -> None:
    """There are two files, and either may lie elsewhere."""
    error = boto.ConfigParseError(path="/etc/aws")

    assert (
        "AWS_CONFIG_FILE: unable to parse config file: /etc/aws; correct it, or leave it out."
    ) == str(configuration_error(error))
