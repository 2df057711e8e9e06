"""The attributes that rules can name, and the sub-types that the selector lists for three of them.

Source: AWS's guide to rule-based matching. It contradicts itself about the sub-types, so there are
those that are known, those that AWS prints somewhere or that are fields of a profile, and the rest.
"""

from typing import Final, Literal, NewType, TypeAlias, cast, get_args

from cpkit.errors import ValidationError
from cpkit.problems import Problem
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import String, StringList
from cpkit.schema.shapes.shape import described
from cpkit.schema.suggestions import did_you_mean

__all__ = [
    "ADDRESS",
    "CUSTOM",
    "EMAIL_ADDRESS",
    "LOW_CARDINALITY",
    "PHONE_NUMBER",
    "RULE_ATTRIBUTES",
    "UNIQUE",
    "AddressType",
    "CustomAttribute",
    "EmailAddressType",
    "PhoneNumberType",
    "RuleAttribute",
    "SubTypes",
    "custom_attribute",
    "rule_attribute",
    "validate_rule_attribute",
]

RuleAttribute: TypeAlias = Literal[
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
]
"""An attribute that a rule can name, besides custom ones: one of sixteen literal strings."""

CustomAttribute = NewType("CustomAttribute", str)
"""A custom attribute, as a rule names it: ``Attributes.NAME``. `custom_attribute` makes one."""

AddressType: TypeAlias = Literal[
    "Address",
    "BillingAddress",
    "BusinessAddress",
    "MailingAddress",
    "MaillingAddress",
    "ShippingAddress",
]
"""A sub-type of addresses; ``BillingAddress`` and others that AWS's list lacks are warnings."""

PhoneNumberType: TypeAlias = Literal[
    "BusinessPhoneNumber",
    "HomePhone",
    "HomePhoneNumber",
    "MobilePhone",
    "MobilePhoneNumber",
    "Phone",
    "PhoneNumber",
]
"""A sub-type of phone numbers; ``Phone`` and others that AWS's list lacks are warnings."""

EmailAddressType: TypeAlias = Literal[
    "BusinessEmail",
    "BusinessEmailAddress",
    "Email",
    "EmailAddress",
    "PersonalEmail",
    "PersonalEmailAddress",
]
"""A sub-type of email addresses; ``Email`` and others that AWS's list lacks are warnings."""

RULE_ATTRIBUTES: Final[frozenset[str]] = frozenset(get_args(RuleAttribute))
"""What a rule can name, besides custom attributes."""

LOW_CARDINALITY: Final = frozenset(
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
"""Attributes of which many profiles share one value; which ones is assumed."""

UNIQUE: Final = frozenset({"AccountNumber", "EmailAddress", "PhoneNumber"})
"""Attributes that can identify a person by themselves; which ones is assumed."""

CUSTOM: Final = "Attributes."
"""How the names of custom attributes begin; the guide says that they begin with Attributes."""


class SubTypes:
    """The sub-types of one attribute type."""

    def __init__(self, attribute_type: str, known: set[str], unsure: set[str]) -> None:
        """Set the sub-types.

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
        if name in self.unsure:
            collector.add(
                checks.UNSURE_SELECTOR_VALUE,
                path,
                f"{name!r} is not in AWS's list of sub-types of {self.attribute_type}, though it "
                f"appears elsewhere in AWS's documentation; the list has {listed}.",
            )
            return
        hint = did_you_mean(name, self.known)
        if not hint.endswith("?"):
            hint = f"; expected one of {listed}."
        collector.add(
            checks.SELECTOR_VALUE,
            path,
            f"{described(name)} is not a sub-type of {self.attribute_type}{hint}",
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
                f"{described(name)} begins like a custom attribute, but those are written "
                "Attributes.NAME.",
            )
        return
    if "," in name:
        parts = ", ".join(repr(part.strip()) for part in name.split(","))
        text = f"{described(name)} is one string; write {parts}."
    else:
        base, _, part = name.partition(".")
        of_types = (ADDRESS, PHONE_NUMBER, EMAIL_ADDRESS)
        types = next((each for each in of_types if base in each.known | each.unsure), None)
        text = _unknown(name) if types is None else _sub_type(name, base, part, types)
    collector.add(checks.RULE_ATTRIBUTE, path, text)


def _unknown(name: str) -> str:
    hint = did_you_mean(name, RULE_ATTRIBUTES)
    if not hint.endswith("?"):
        hint = "; a custom attribute is written Attributes.NAME."
    return f"{described(name)} is not a valid rule attribute{hint}"


def _sub_type(name: str, base: str, part: str, types: SubTypes) -> str:
    """Return what a rule names instead of a sub-type, with the same part where it has one."""
    attribute_type = types.attribute_type
    if types is ADDRESS:
        is_part = f"Address.{part}" in RULE_ATTRIBUTES
        meant = f"name 'Address.{part}'" if is_part else f"name one of {_PARTS}"
    else:
        meant = f"name {attribute_type!r}"
    if base == attribute_type == "Address":
        return f"{described(name)} is not a valid rule attribute; {meant}."
    return (
        f"{described(name)} is a sub-type, which a rule cannot name; {meant}, "
        f"and list the sub-type in AttributeTypesSelector.{attribute_type}."
    )


def custom_attribute(name: str) -> CustomAttribute:
    """Return a custom attribute as a rule names it.

    Args:
        name: Its name, without ``Attributes.``, at most 244 characters.

    Raises:
        ValidationError: The name is empty or too long, or has ``Attributes.`` already.

    Example:
        >>> from cpkit import MatchingRule, custom_attribute
        >>> MatchingRule([custom_attribute("tier"), "LastName"])
        MatchingRule(rule=('Attributes.tier', 'LastName'))
    """
    collector = ProblemCollector.for_construction()
    text = _NAME.validate(name, "CustomAttribute", collector)
    if isinstance(text, str) and text.startswith(CUSTOM):
        rest = text.removeprefix(CUSTOM)
        message = f"must be the name alone, not {described(text)}; write {rest!r}."
        collector.add(checks.RULE_ATTRIBUTE, "CustomAttribute", message)
    _raise(collector.problems)
    return CustomAttribute(f"{CUSTOM}{text}")


def rule_attribute(text: str) -> RuleAttribute | CustomAttribute:
    """Return a string that is known only at run time as an attribute that a rule can name.

    Inside `ignore_checks` with the code ``rule-attribute`` it returns any string, so that an
    attribute that is newer than cpkit type-checks.

    Args:
        text: The attribute, such as ``EmailAddress`` or ``Attributes.tier``.

    Raises:
        ValidationError: No rule can name it.

    Example:
        >>> from cpkit import MatchingRule, rule_attribute
        >>> names = "PhoneNumber LastName".split()
        >>> MatchingRule([rule_attribute(name) for name in names])
        MatchingRule(rule=('PhoneNumber', 'LastName'))
    """
    collector = ProblemCollector.for_construction()
    valid = StringList.ITEM.validate(text, "RuleAttribute", collector)
    if isinstance(valid, str) and valid:
        validate_rule_attribute(valid, "RuleAttribute", collector)
    _raise(collector.problems)
    return cast("RuleAttribute", valid)


_NAME = String(1, StringList.ITEM.high - len(CUSTOM))
"""The name of a custom attribute, without its beginning."""


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise ValidationError(problems)
