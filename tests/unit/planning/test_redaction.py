"""How values are shown where others read them."""

import pytest

from cpkit.models import (
    CLEAR,
    ConflictResolution,
    Consolidation,
    ExportingConfig,
    MatchingRule,
    S3Exporting,
    UnknownValue,
)
from cpkit.planning.redaction import json_value, masked, masked_name, shown
from cpkit.schema.frozen import Tags

BUCKET = S3Exporting(s3_bucket_name="shop-111122223333")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (0.5, 0.5),
        (CLEAR, ""),
        ("id 111122223333", "id ***"),
        (UnknownValue("NEW"), "NEW"),
        (MatchingRule(["EmailAddress"]), ["EmailAddress"]),
        (Consolidation([["A", "B"]]), [["A", "B"]]),
        (ConflictResolution.recency(), {"ConflictResolvingModel": "RECENCY"}),
        (ExportingConfig(BUCKET), {"S3Exporting": {"S3BucketName": "shop-***"}}),
        (ExportingConfig(), {}),
    ],
)
def test_json_value_when_a_value_is_of_any_kind_then_it_is_plain_data(
    value: object, written: object
) -> None:
    """Blocks, lists, texts and numbers, as JSON has them."""
    assert written == json_value(value, "Matching", reveal=False)


def test_masked_name_when_names_differ_in_digits_then_they_look_different() -> None:
    """Whoever reads a plan must know which domain it is for."""
    names = ["shop-202611220001", "shop-202611220002"]

    assert ["shop-***0001", "shop-***0002"] == [masked_name(name, reveal=False) for name in names]
    assert names == [masked_name(name, reveal=True) for name in names]
    assert '"shop-***0001"' == shown(names[0], "DomainName", reveal=False)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://me:word@sqs.example/1/q", "https://***@sqs.example/1/q"),
        ("https://sqs.example/q?X-Amz-Signature=0a#top", "https://sqs.example/q?***#top"),
        ("https://sqs.example/a@b", "https://sqs.example/a@b"),
        ("https://sqs.example/q?", "https://sqs.example/q?"),
        ("sqs.example/q?a=b", "sqs.example/q?a=b"),
        ("https://a?b c://d?e#f ://g?h", "https://a?*** c://d?***#f ://g?***"),
        ("https://proxy/https://me:word@host?a?b", "https://proxy/https://***@host?***"),
    ],
)
def test_masked_when_a_url_gives_access_then_that_part_is_hidden(url: str, written: str) -> None:
    """What stands there opens a door, to whomever the plan is shown."""
    assert written == masked(url, reveal=False)


def test_json_value_when_tags_are_whole_then_their_values_are_masked() -> None:
    """The keys are enough for a review."""
    tags = Tags({"team": "web"})

    assert {"team": "***"} == json_value(tags, "Tags", reveal=False)
    assert {"team": "web"} == json_value(tags, "Tags", reveal=True)


def test_json_value_when_revealed_then_what_is_below_is_as_well() -> None:
    """Who asks for everything gets everything."""
    revealed = json_value(ExportingConfig(BUCKET), "Matching", reveal=True)

    assert {"S3Exporting": {"S3BucketName": "shop-111122223333"}} == revealed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("111122223333", "***"),
        ("1111-2222-3333", "***"),
        ("arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:eu-west-1:***:q"),
        ("1111222233334", "1111222233334"),
        ("11112222333", "11112222333"),
    ],
)
def test_masked_when_a_text_may_hold_an_account_id_then_it_is_hidden(
    text: str, written: str
) -> None:
    """Twelve digits, neither more nor less."""
    assert written == masked(text, reveal=False)
    assert text == masked(text, reveal=True)


def test_shown_when_there_is_nothing_then_nothing_is_written() -> None:
    """An empty cell says it best."""
    assert ("", "false", '"ü"') == (
        shown(None, "A", reveal=False),
        shown(False, "A", reveal=False),
        shown("ü", "A", reveal=False),
    )
