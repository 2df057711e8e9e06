"""Which endpoint URLs are used, warned of, or refused."""

from __future__ import annotations

import pytest

from cpkit.client.boto.endpoints import check_endpoint, check_endpoint_variables, warn_of_plain_http
from cpkit.errors import ConfigurationError


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
    with pytest.raises(ConfigurationError, match=r"^endpoint_url ") as caught:
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
