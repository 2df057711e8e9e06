"""The service's own model, as botocore ships it, and documents made from it.

Nothing here knows cpkit's classes: what is made here can prove them wrong.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import botocore.session
from hypothesis import strategies as st

RULE_ATTRIBUTES = [
    "AccountNumber",
    "Address.Address",
    "Address.City",
    "Address.Country",
    "Address.County",
    "Address.PostalCode",
    "Address.State",
    "Address.Province",
    "BirthDate",
    "BusinessName",
    "EmailAddress",
    "FirstName",
    "Gender",
    "LastName",
    "MiddleName",
    "PhoneNumber",
]
"""What the guide says that a rule can name."""

_UNICODE = st.characters(exclude_categories=["Cs"])

GUIDE: Mapping[str, st.SearchStrategy[str]] = {
    "MatchingRuleAttributeList": st.sampled_from(RULE_ATTRIBUTES)
    | st.text(_UNICODE, min_size=1, max_size=40).map("Attributes.{}".format),
    "AddressList": st.sampled_from(
        ["Address", "BusinessAddress", "MaillingAddress", "ShippingAddress"]
    ),
    "PhoneNumberList": st.sampled_from(["PhoneNumber", "HomePhoneNumber", "MobilePhoneNumber"]),
    "EmailList": st.sampled_from(["EmailAddress", "BusinessEmailAddress", "PersonalEmailAddress"]),
}
"""What the guide says that these lists hold, by the shapes' names."""


@cache
def model() -> Any:
    """Load the service's model."""
    return botocore.session.get_session().get_service_model("customer-profiles")


def request(operation: str) -> Any:
    """Give the shape of what an operation takes."""
    return model().operation_model(operation).input_shape


def answer(operation: str) -> Any:
    """Give the shape of what an operation answers."""
    return model().operation_model(operation).output_shape


def documents(
    shape: Any, guide: Mapping[str, st.SearchStrategy[str]] | None = None
) -> st.SearchStrategy[Any]:
    """Make everything that a shape allows, and where the guide is given, the guide too."""
    limits = shape.metadata
    low, high = limits.get("min"), limits.get("max")
    match shape.type_name:
        case "structure":
            members = {name: documents(entry, guide) for name, entry in shape.members.items()}
            required = {name: members.pop(name) for name in shape.required_members}
            return st.fixed_dictionaries(required, optional=members)
        case "list":
            guided = (guide or {}).get(shape.name)
            item = documents(shape.member, guide) if guided is None else guided
            return st.lists(item, min_size=low or 0, max_size=high)
        case "map":
            key, value = documents(shape.key, guide), documents(shape.value, guide)
            return st.dictionaries(key, value, min_size=low or 0, max_size=min(high, 8))
        case "string" if shape.enum:
            return st.sampled_from(shape.enum)
        case "string":
            return _texts(limits.get("pattern"), low or 0, high, are_halves=guide is None)
        case "integer" | "long":
            return st.integers(low, high)
        case "double":
            return st.floats(low, high, allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case "timestamp":
            return st.datetimes(timezones=st.timezones())
        case other:
            raise NotImplementedError(other)


def _texts(
    pattern: str | None, low: int, high: int | None, *, are_halves: bool
) -> st.SearchStrategy[str]:
    """Make texts; half of a surrogate pair is among them where the guide does not count."""
    if pattern is None or pattern == ".*":
        free = st.characters(
            exclude_characters="\n" if pattern else "",
            exclude_categories=[] if are_halves else ["Cs"],
        )
        return st.text(free, min_size=low, max_size=high)
    expression = re.compile(pattern.removeprefix("^").removesuffix("$"))
    return st.from_regex(expression, fullmatch=True).filter(
        lambda text: low <= len(text) and (high is None or len(text) <= high)
    )
