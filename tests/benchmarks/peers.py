"""What PyPI has for the same service, as far as it does the same things.

They are looked up by name, so that the rest can be measured without them: `Peer.reason` says why
one has no figure in a row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Update = Callable[[Mapping[str, Any]], Any]
"""Plain boto3's call: takes the members of a request, and gives the answer."""

CREDENTIALS = {"access_key": "benchmark", "secret_key": "benchmark"}


@dataclass(frozen=True)
class Peer:
    """Hold what one package does in one row, or why it does not."""

    name: str
    """The package, as PyPI has it, and what it leaves out."""
    call: Callable[[], object] | None = None
    """What is measured."""
    reason: str = ""
    """Why nothing is."""


def readers(wire: dict[str, Any]) -> list[Peer]:
    """Return what makes checked values of a wire dict."""
    return [
        _peer("aws-resource-validator (patterns alone)", lambda: _validating(wire)),
        Peer("boto3-dataclass", reason="wraps the dict as it is, and checks nothing"),
        Peer("capo", reason="has typed dicts, and checks nothing"),
    ]


def writers(wire: dict[str, Any]) -> list[Peer]:
    """Return what makes a wire dict of values."""
    return [
        _peer("aws-resource-validator", lambda: _dumping(wire)),
        Peer("boto3-dataclass", reason="writes nothing: it holds the dict that it was given"),
        _peer("capo", lambda: _capo_writing(wire)),
    ]


def updates(
    wire: dict[str, Any], url: str, update: Callable[[Mapping[str, Any]], Any]
) -> list[Peer]:
    """Return what updates a domain, with plain boto3's call where the package has none."""
    return [
        _peer(
            "aws-resource-validator + boto3 (answer unread)",
            lambda: _validating_update(wire, update),
        ),
        _peer("boto3-dataclass + boto3", lambda: _casting_update(wire, update)),
        _peer("capo (no botocore)", lambda: _capo_update(wire, url)),
    ]


def creation(url: str) -> list[Peer]:
    """Return what makes a client."""
    return [
        Peer("aws-resource-validator", reason="has no client"),
        Peer("boto3-dataclass", reason="has no client"),
        _peer("capo (no botocore)", lambda: lambda: _capo_client(url)),
    ]


def _peer(name: str, prepare: Callable[[], Callable[[], object]]) -> Peer:
    """Prepare a peer's call, and run it once to see that it works."""
    try:
        call = prepare()
    except ModuleNotFoundError:
        return Peer(name, reason="is not installed")
    call()
    return Peer(name, call)


def _validator() -> Any:
    package = "aws_resource_validator.pydantic_models.customer_profiles.customer_profiles_classes"
    return import_module(package).UpdateDomainRequestTypeDef


def _validating(wire: dict[str, Any]) -> Callable[[], Any]:
    validate = _validator().model_validate
    return lambda: validate(wire, context={"aws_validate_patterns": True})


def _dumping(wire: dict[str, Any]) -> Callable[[], Any]:
    value = _validating(wire)()
    return lambda: value.model_dump(exclude_none=True)


def _validating_update(wire: dict[str, Any], update: Update) -> Callable[[], object]:
    # Its model of the answer refuses one that lacks an optional member.
    dump = _dumping(wire)
    return lambda: update(dump())


def _casting_update(wire: dict[str, Any], update: Update) -> Callable[[], object]:
    caster: Any = import_module("boto3_dataclass_customer_profiles.caster")
    cast = caster.CUSTOMER_PROFILESCaster().update_domain
    return lambda: cast(update(wire))


def _capo_writing(wire: dict[str, Any]) -> Callable[[], object]:
    types: Any = import_module("capo_customer_profiles.types.update_domain_request")
    value = types.deserialize_json(wire)
    return lambda: types.serialize_json(value)


def _capo_client(url: str) -> Any:
    package: Any = import_module("capo_customer_profiles")
    return package.CustomerProfilesClient(
        endpoint=url, region="eu-central-1", credentials=package.Credentials(**CREDENTIALS)
    )


def _capo_update(wire: dict[str, Any], url: str) -> Callable[[], object]:
    types: Any = import_module("capo_customer_profiles.types.update_domain_request")
    client, members = _capo_client(url), types.deserialize_json(wire)
    return lambda: client.update_domain(wire["DomainName"], **members)
