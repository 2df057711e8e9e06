"""The attributes that rules can name, and the sub-types that the selector picks for three of them.

Source: AWS's guide to rule-based matching. It contradicts itself about the sub-types, so there are
those that are known, those that AWS prints somewhere or that are fields of a profile, and the rest.
"""

from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes.shape import described
from cpkit.schema.suggestions import did_you_mean

__all__ = [
    "ADDRESS",
    "CUSTOM",
    "EMAIL_ADDRESS",
    "LOW_CARDINALITY",
    "PHONE_NUMBER",
    "RULE_ATTRIBUTES",
    "SubTypes",
    "validate_rule_attribute",
]

RULE_ATTRIBUTES = frozenset(
    {
        "AccountNumber",
        "Address.Address",
        "Address.City",
        "Address.Country",
        "Address.County",
        "Address.PostalCode",
        "Address.Province",
        "Address.State",
        "BirthDate",
        "BusinessName",
        "EmailAddress",
        "FirstName",
        "Gender",
        "LastName",
        "MiddleName",
        "PhoneNumber",
    }
)
"""What a rule can name, besides custom attributes."""

LOW_CARDINALITY = frozenset(
    {
        "Address.City",
        "Address.Country",
        "Address.County",
        "Address.Province",
        "Address.State",
        "FirstName",
        "Gender",
        "MiddleName",
    }
)
"""Attributes of which one value is shared by many profiles; which ones is assumed."""

CUSTOM = "Attributes."
"""How the names of custom attributes begin; the guide says that they begin with Attributes."""


class SubTypes:
    """List the sub-types of one attribute type."""

    def __init__(self, attribute_type: str, known: set[str], unsure: set[str]) -> None:
        """Hold the sub-types.

        Args:
            attribute_type: The type, as rules name it.
            known: The sub-types that the guide lists.
            unsure: Those that AWS prints elsewhere, or that are fields of a profile.
        """
        self.attribute_type: str = attribute_type
        self.known: frozenset[str] = frozenset(known)
        self.unsure: frozenset[str] = frozenset(unsure)

    def validate(self, name: str, path: str, collector: ProblemCollector) -> None:
        """Report a sub-type that the type does not have, or may not have."""
        if name in self.known:
            return
        listed = ", ".join(sorted(self.known))
        hint = did_you_mean(name, self.known)
        if name in self.unsure:
            collector.add(
                checks.UNSURE_SELECTOR_VALUE,
                path,
                f"AWS's list of sub-types of {self.attribute_type} lacks {name!r}, "
                f"though it stands elsewhere in its documentation; sure are {listed}.",
            )
        else:
            collector.add(
                checks.SELECTOR_VALUE,
                path,
                f"{described(name)} is no sub-type of {self.attribute_type}, "
                f"which has {listed}{hint}",
            )


ADDRESS = SubTypes(
    "Address",
    # The service spells MaillingAddress so.
    {"Address", "BusinessAddress", "MaillingAddress", "ShippingAddress"},
    {"BillingAddress", "MailingAddress"},
)
PHONE_NUMBER = SubTypes(
    "PhoneNumber",
    {"HomePhoneNumber", "MobilePhoneNumber", "PhoneNumber"},
    {"BusinessPhoneNumber", "HomePhone", "MobilePhone", "Phone"},
)
EMAIL_ADDRESS = SubTypes(
    "EmailAddress",
    {"BusinessEmailAddress", "EmailAddress", "PersonalEmailAddress"},
    {"BusinessEmail", "Email", "PersonalEmail"},
)


_PARTS = ", ".join(sorted(name for name in RULE_ATTRIBUTES if name.startswith("Address.")))


def validate_rule_attribute(name: str, path: str, collector: ProblemCollector) -> None:
    """Report a name that no rule can use."""
    if name in RULE_ATTRIBUTES:
        return
    if name.startswith("Attributes"):
        if not name.startswith(CUSTOM) or name == CUSTOM:
            collector.add(
                checks.CUSTOM_ATTRIBUTE,
                path,
                f"{described(name)} starts like a custom attribute, but those are written "
                "Attributes.NAME.",
            )
        return
    base, _, part = name.partition(".")
    for types in (ADDRESS, PHONE_NUMBER, EMAIL_ADDRESS):
        if base not in types.known | types.unsure:
            continue
        if base == ADDRESS.attribute_type:
            text = f"{described(name)} is no part of an address; a rule names one of {_PARTS}."
        else:
            text = (
                f"{described(name)} is a sub-type; {_meant(types, part)} A rule names the type, "
                f"and the sub-type goes into AttributeTypesSelector.{types.attribute_type}."
            )
        collector.add(checks.RULE_ATTRIBUTE, path, text)
        return
    hint = did_you_mean(name, RULE_ATTRIBUTES)
    if not hint.endswith("?"):
        hint = "; a custom attribute is written Attributes.NAME."
    collector.add(
        checks.RULE_ATTRIBUTE,
        path,
        f"{described(name)} is no attribute that a rule can name{hint}",
    )


def _meant(types: SubTypes, part: str) -> str:
    """Write what a rule names instead of a sub-type, with the same part where it has one."""
    if types is not ADDRESS:
        return f"did you mean {types.attribute_type!r}?"
    if f"Address.{part}" in RULE_ATTRIBUTES:
        return f"did you mean 'Address.{part}'?"
    return f"the parts of an address are {_PARTS}."
