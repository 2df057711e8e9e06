"""Settings as a whole: what must be given, what is left alone, and what is cleared."""

from typing import Any

import attrs
import pytest

from cpkit import CLEAR, DomainSettings, Matching, to_wire
from cpkit.errors import ValidationError

SHOP = DomainSettings(domain_name="shop", default_expiration_days=366)


def test_settings_when_only_the_name_is_given_then_all_else_is_left_alone() -> None:
    """What is None is not sent."""
    settings = DomainSettings(domain_name="shop")

    assert {"DomainName": "shop"} == to_wire(settings)
    assert {None} == {
        getattr(settings, field.name)
        for field in attrs.fields(DomainSettings)
        if field.name != "domain_name"
    }


def test_settings_when_evolved_then_another_value_and_the_first_stays() -> None:
    """They cannot change, and can be keys of a dictionary."""
    changed = attrs.evolve(SHOP, default_expiration_days=30)

    assert (366, 30) == (SHOP.default_expiration_days, changed.default_expiration_days)
    assert {SHOP: 1, changed: 2} == {SHOP: 1, attrs.evolve(changed): 2}


@pytest.mark.parametrize("days", [0, 1099])
def test_days_when_the_service_cannot_keep_so_many_then_an_error(days: int) -> None:
    """1 to 1098."""
    with pytest.raises(ValidationError, match="DefaultExpirationDays"):
        DomainSettings(domain_name="shop", default_expiration_days=days)


@pytest.mark.parametrize("field", ["default_encryption_key", "dead_letter_queue_url"])
def test_text_when_it_is_empty_then_it_is_cleared(field: str) -> None:
    """As on the wire."""
    given: dict[str, Any] = {field: ""}

    assert CLEAR is getattr(DomainSettings(domain_name="shop", **given), field)


KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/dlq"


def _said(**given: Any) -> list[tuple[str, str, str]]:
    settings = DomainSettings(domain_name="shop", **given)
    return [(found.path, found.code, found.message) for found in settings.problems()]


@pytest.mark.parametrize(
    "key",
    [
        KEY,
        KEY.replace("arn:aws:", "arn:aws-cn:").replace("eu-central-1", "cn-north-1"),
        KEY.replace("arn:aws:", "arn:aws-us-gov:").replace("eu-central-1", "us-gov-west-1"),
        KEY.replace("arn:aws:", "arn:aws-iso-b:").replace("eu-central-1", "us-isob-east-1"),
        KEY.replace("key/", "key/mrk-"),
    ],
)
def test_key_when_it_is_an_arn_of_any_partition_then_no_warning(key: str) -> None:
    """That is what the service reports."""
    assert [] == _said(default_encryption_key=key)


@pytest.mark.parametrize(
    "queue",
    [
        QUEUE,
        QUEUE + ".fifo",
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/dlq",
        "https://queue.amazonaws.com/111122223333/dlq",
        "https://vpce-1a2b.sqs.us-east-1.vpce.amazonaws.com/111122223333/dlq",
    ],
)
def test_queue_when_it_is_a_url_of_any_endpoint_then_no_warning(queue: str) -> None:
    """SQS has several for a queue."""
    assert [] == _said(dead_letter_queue_url=queue)


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("alias/aws/profile", "is an alias; "),
        ("arn:aws:kms:eu-central-1:111122223333:alias/shop", "is an alias; "),
        ("1234abcd-12ab-34cd-56ef-1234567890ab", "is not the ARN of a key; "),
        ("mrk-1234abcd12ab34cd56ef1234567890ab", "is not the ARN of a key; "),
        ("arn:aws:kms:eu-central-1:111122223333:1234abcd", "is not the ARN of a key; "),
        ("arn:aws:kms:eu-central-1:shop:key/1234abcd", "is not the ARN of a key; "),
        ("arn:aws:sqs:eu-central-1:111122223333:dlq", "is the ARN of something other than a key; "),
        ("arn:aws:iam::111122223333:role/shop", "is the ARN of something other than a key; "),
        (QUEUE, "is a URL; "),
        (f"{KEY}\n", "has blanks or a line end around it; remove them."),
    ],
)
def test_key_when_it_is_no_arn_of_a_key_then_a_warning_that_names_no_value(
    key: str, what: str
) -> None:
    """If the service reports the ARN, the two differ for ever."""
    [(path, code, message)] = _said(default_encryption_key=key)

    assert ("DefaultEncryptionKey", "key-arn") == (path, code)
    assert what == message[: len(what)]
    assert key.strip() not in message


@pytest.mark.parametrize(
    ("queue", "what"),
    [
        ("arn:aws:sqs:eu-central-1:111122223333:dlq", "is an ARN rather "),
        ("arn:aws-cn:sqs:cn-north-1:111122223333:dlq", "is an ARN rather "),
        ("arn:aws:sns:eu-central-1:111122223333:dlq", "is an ARN rather "),
        (KEY, "is the ARN of a key; "),
        ("dlq-of-shop", "is a name rather "),
        ("sqs.eu-central-1.amazonaws.com/111122223333/dlq", "is a name rather "),
        (QUEUE.replace("https", "http"), "is another URL rather "),
        (QUEUE + "/", "is another URL rather "),
        (QUEUE + "?Action=SendMessage", "is another URL rather "),
        ("https://example.com/dlq", "is another URL rather "),
        (f" {QUEUE}", "has blanks or a line end around it; remove them."),
    ],
)
def test_queue_when_it_is_no_url_of_a_queue_then_a_warning_that_names_no_value(
    queue: str, what: str
) -> None:
    """The service's model takes any text there."""
    [(path, code, message)] = _said(dead_letter_queue_url=queue)

    assert ("DeadLetterQueueUrl", "queue-url") == (path, code)
    assert what == message[: len(what)]
    assert queue.strip() not in message


def test_problems_when_several_blocks_are_wrong_then_all_at_once() -> None:
    """A block is an own value, and settings report the rest."""
    with pytest.raises(ValidationError) as caught:
        DomainSettings(domain_name="my shop", default_expiration_days=0, tags={"aws:x": ""})

    assert ["DomainName", "DefaultExpirationDays", 'Tags["aws:x"]'] == [
        problem.path for problem in caught.value.problems
    ]


def test_block_when_it_is_given_then_it_is_sent_whole() -> None:
    """The service replaces it as a whole."""
    settings = attrs.evolve(SHOP, matching=Matching(enabled=False))

    assert {"Enabled": False} == to_wire(settings)["Matching"]
