"""Which endpoint URLs are used, warned of, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from cpkit.client.boto.endpoints import (
    check_certificates,
    check_endpoint,
    check_endpoint_variables,
    warn_of_plain_http,
)
from cpkit.errors import ConfigurationError
from tests.support.made_clients import CONFIG

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", raising=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://profile.eu-central-1.amazonaws.com",
        "HTTPS://host:8443/path",
        "http://localhost:8080",
        "http://shop.localhost",
        "http://127.9.9.9",
        "http://[::1]:8080/",
    ],
)
def test_endpoint_when_it_is_safe_then_nothing_is_said(url: str) -> None:
    """TLS anywhere, plain HTTP on loopback."""
    check_endpoint(url)
    warn_of_plain_http(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host",
        "host:8080",
        "//host",
        "ftp://host",
        "file:///etc/passwd",
        "https://",
        "https://:80",
        "https://host:port",
        "https://host:99999",
        "https://[::1",
        5,
        b"https://host",
        "https://host?x=1",
        "https://host/#x",
        "http://x y",
        "https://h_h",
        "https://host\n",
        "https://-host",
    ],
)
def test_endpoint_when_it_cannot_be_one_then_the_setting_is_named(url: object) -> None:
    """A wrong URL is told as such, not as a failed connection."""
    with pytest.raises(ConfigurationError, match=r"^endpoint_url: ") as caught:
        check_endpoint(url, "endpoint_url")
    assert "endpoint_url" == caught.value.setting


@pytest.mark.parametrize(
    "url", ["https://user:hunter2@host", "http://hunter2@127.0.0.1", "ftp://user:hunter2@host"]
)
def test_endpoint_when_it_holds_a_password_then_it_is_not_repeated(url: str) -> None:
    """Passwords in URLs come back in error texts, so there are none."""
    with pytest.raises(ConfigurationError) as caught:
        check_endpoint(url)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://example.com", "http://10.0.0.1:80", "http://localhost.io"])
def test_endpoint_when_it_is_plain_http_then_one_warning_here(url: str) -> None:
    """Everyone on the way can read it."""
    check_endpoint(url)
    with pytest.warns(UserWarning, match="plain http") as caught:
        warn_of_plain_http(url)
    assert [__file__] == [warning.filename for warning in caught]


@pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CUSTOMER_PROFILES"])
def test_variables_when_one_is_wrong_then_it_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The environment is a setting like any other."""
    monkeypatch.setenv(name, "nowhere")
    with pytest.raises(ConfigurationError) as caught:
        check_endpoint_variables()
    assert name == caught.value.setting


def test_variables_when_the_services_own_is_set_then_it_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As botocore takes them."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "nowhere")
    monkeypatch.setenv("AWS_ENDPOINT_URL_CUSTOMER_PROFILES", "https://host")
    check_endpoint_variables()


def test_variables_when_none_is_set_then_nothing_is_said() -> None:
    """No variable is no mistake."""
    check_endpoint_variables()


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write certificates, and what is none, to files."""
    folder = tmp_path_factory.mktemp("pem")
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(folder / "bundle")
    leaf.private_key_and_cert_chain_pem.write_to_path(folder / "both")
    leaf.private_key_pem.write_to_path(folder / "key")
    leaf.cert_chain_pems[0].write_to_path(folder / "certificate")
    (folder / "text").write_text("no certificate\n")
    key = load_pem_private_key(leaf.private_key_pem.bytes(), None)
    locked = BestAvailableEncryption(b"hunter2")
    (folder / "locked").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption_algorithm=locked)
    )
    names = ("bundle", "both", "key", "certificate", "text", "locked")
    return {"folder": str(folder), "missing": "/no/such", **{n: str(folder / n) for n in names}}


BUNDLES = ["verify", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "ca_bundle", "proxy_ca_bundle"]


def check(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str, value: object, profile: str
) -> None:
    """Check the certificates of a client whose setting has a value."""
    verify: object = None
    config = CONFIG()
    if setting == "verify":
        verify = value
    elif setting == "ca_bundle":
        file = tmp_path / "config"
        file.write_text(f"[default]\nca_bundle = {value}\n[profile other]\nregion = x\n")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    elif setting.startswith("proxy_"):
        config = CONFIG(proxies_config={setting: value})
    elif setting == "client_cert":
        config = CONFIG(client_cert=value)
    else:
        monkeypatch.setenv(setting, str(value))
    check_certificates(verify, config, profile)


@pytest.mark.parametrize("setting", BUNDLES)
@pytest.mark.parametrize("name", ["folder", "missing", "text", "key"])
def test_bundle_when_it_contains_no_certificates_then_setting_and_file_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pem: dict[str, str], setting: str, name: str
) -> None:
    """At once, and not after the attempts of the first call."""
    with pytest.raises(ConfigurationError) as caught:
        check(monkeypatch, tmp_path, setting, pem[name], "default")
    assert setting == caught.value.setting
    assert f"{setting}: {pem[name]!r} cannot be read as a file of certificates" in str(caught.value)


@pytest.mark.parametrize("setting", ["client_cert", "proxy_client_cert"])
@pytest.mark.parametrize("name", ["folder", "missing", "text", "certificate"])
def test_own_certificate_when_it_or_its_key_is_missing_then_setting_and_file_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pem: dict[str, str], setting: str, name: str
) -> None:
    """Whether it is one file, or two."""
    for value in (pem[name], (pem[name], pem["text"])):
        with pytest.raises(ConfigurationError) as caught:
            check(monkeypatch, tmp_path, setting, value, "default")
        assert setting == caught.value.setting
        assert "a certificate and its key" in str(caught.value)
        assert repr(value if isinstance(value, str) else value[1]) in str(caught.value)


@pytest.mark.parametrize("setting", ["client_cert", "proxy_client_cert"])
def test_own_certificate_when_its_key_has_a_pass_phrase_then_nobody_is_asked_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pem: dict[str, str], setting: str
) -> None:
    """OpenSSL would ask at the terminal, and a program there would wait for ever."""
    files = (pem["certificate"], pem["locked"])
    with pytest.raises(ConfigurationError, match="has a pass phrase") as caught:
        check(monkeypatch, tmp_path, setting, files, "default")
    assert setting == caught.value.setting
    assert f"{files[0]!r} and {files[1]!r}" in str(caught.value)


@pytest.mark.parametrize("setting", BUNDLES)
def test_bundle_when_it_contains_certificates_then_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pem: dict[str, str], setting: str
) -> None:
    """They are only opened."""
    check(monkeypatch, tmp_path, setting, pem["bundle"], "default")


@pytest.mark.parametrize("setting", ["client_cert", "proxy_client_cert"])
def test_own_certificate_when_it_has_its_key_then_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pem: dict[str, str], setting: str
) -> None:
    """In the same file, or in another."""
    for value in (pem["both"], (pem["certificate"], pem["key"])):
        check(monkeypatch, tmp_path, setting, value, "default")


def test_bundle_when_it_is_of_another_profile_then_not_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only the session's own profile counts."""
    check(monkeypatch, tmp_path, "ca_bundle", "/no/such", "other")


def test_bundle_when_the_configuration_file_is_broken_then_that_is_not_said_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Making a session has said so, or nobody reads the file."""
    file = tmp_path / "config"
    file.write_text("[default\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    check_certificates(None, CONFIG(), "default")
