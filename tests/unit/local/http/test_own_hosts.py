"""Web pages of elsewhere are rejected, and programs on this machine are not."""

import pytest

from cpkit.local.http.own_hosts import check_sender
from cpkit.local.protocol.responses import RejectedError


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (None, None),
        ("127.0.0.1:5005", None),
        ("127.0.0.1", None),
        ("127.1.2.3:5005", None),
        ("localhost:5005", None),
        ("LOCALHOST:5005", None),
        ("localhost.:5005", None),
        ("127.0.0.1", "http://LocalHost."),
        ("[::1]:5005", None),
        ("standin:5005", None),
        ("127.0.0.1:5005", "http://127.0.0.1:5005"),
        ("127.0.0.1:5005", "http://localhost:3000"),
        ("localhost", "https://[::1]"),
    ],
)
def test_sender_when_it_is_this_machine_then_it_may(host: str | None, origin: str | None) -> None:
    """Programs name the address that they were given, and send no origin."""
    check_sender(host, origin, served="Standin", any_host=False)


@pytest.mark.parametrize(
    ("host", "origin", "named"),
    [
        ("example.com", None, "the Host is 'example.com'"),
        ("example.com:5005", None, "the Host is 'example.com:5005'"),
        ("127.0.0.1.example.com:5005", None, "the Host is"),
        ("localhost.example.com", None, "the Host is"),
        ("192.0.2.1:5005", None, "the Host is"),
        ("localhost..", None, "the Host is"),
        (".", None, "the Host is"),
        ("example.com.", None, "the Host is"),
        ("user@example.com", None, "the Host is"),
        ("", None, "the Host is ''"),
        ("[", None, "the Host is '['"),
        ("example.com:5005", "http://example.com:5005", "the Host is"),
        ("127.0.0.1:5005", "http://example.com", "the Origin is 'http://example.com'"),
        ("127.0.0.1:5005", "https://localhost.example.com", "the Origin is"),
        ("127.0.0.1:5005", "null", "the Origin is 'null'"),
        ("127.0.0.1:5005", "", "the Origin is ''"),
        ("127.0.0.1:5005", "file://", "the Origin is 'file://'"),
        (None, "http://example.com", "the Origin is"),
    ],
)
def test_sender_when_it_is_a_page_of_elsewhere_then_it_is_rejected(
    host: str | None, origin: str | None, named: str
) -> None:
    """A page may have a name that means loopback, and its requests carry that name."""
    with pytest.raises(RejectedError) as caught:
        check_sender(host, origin, served="127.0.0.1", any_host=False)

    assert "AccessDeniedException" == caught.value.code
    assert named in caught.value.message


@pytest.mark.parametrize(
    ("host", "origin", "may"),
    [
        ("standin:5005", None, True),
        ("example.com", None, True),
        ("standin:5005", "http://standin:5005", True),
        ("standin:5005", "http://example.com", False),
        ("standin:5005", "null", False),
    ],
)
def test_sender_when_other_hosts_are_allowed_then_origins_are_looked_at_still(
    host: str, origin: str | None, *, may: bool
) -> None:
    """By which name others reach this machine is not known here."""
    try:
        check_sender(host, origin, served="0.0.0.0", any_host=True)  # noqa: S104 - nothing is served
        passed = True
    except RejectedError:
        passed = False

    assert may is passed
