"""How fields are named on the wire."""

import pytest

from cpkit.schema.wire_names import wire_name


@pytest.mark.parametrize(
    ("field", "wire"),
    [
        ("tags", "Tags"),
        ("domain_name", "DomainName"),
        ("s3_key_name", "S3KeyName"),
        ("max_allowed_rule_level_for_merging", "MaxAllowedRuleLevelForMerging"),
    ],
)
def test_name_when_written_for_the_wire_then_each_word_has_a_capital(field: str, wire: str) -> None:
    """What stands behind the first letter stays."""
    assert wire == wire_name(field)
