"""Where matches are written."""

import pytest

from cpkit import ExportingConfig, S3Exporting
from cpkit.errors import ValidationError


@pytest.mark.parametrize("bucket", ["abc", "a" * 63, "shop.matches-2"])
def test_bucket_when_its_name_can_be_one_then_taken(bucket: str) -> None:
    """3 to 63 small letters, digits, dots and hyphens."""
    config = ExportingConfig(S3Exporting(s3_bucket_name=bucket, s3_key_name="k" * 800))

    assert () == config.problems()


@pytest.mark.parametrize(
    "bucket", ["ab", "a" * 64, "Shop", "shop_matches", "s3://shop", "arn:aws:s3:::shop"]
)
def test_bucket_when_its_name_cannot_be_one_then_an_error(bucket: str) -> None:
    """Before the service would say so."""
    with pytest.raises(ValidationError, match=r"S3Exporting\.S3BucketName"):
        S3Exporting(s3_bucket_name=bucket)


@pytest.mark.parametrize("key", ["", "k" * 801, "a\nb"])
def test_key_when_it_cannot_be_one_then_an_error(key: str) -> None:
    """1 to 800 characters on one line."""
    with pytest.raises(ValidationError, match=r"S3Exporting\.S3KeyName"):
        S3Exporting(s3_bucket_name="shop", s3_key_name=key)


def test_config_when_it_has_no_bucket_then_a_warning() -> None:
    """Nothing would be written."""
    assert [("ExportingConfig.S3Exporting", "exports-nothing")] == [
        (problem.path, problem.code) for problem in ExportingConfig().problems()
    ]


@pytest.mark.parametrize(
    "key", ["s3://shop/weekly", "arn:aws-cn:s3:::shop/weekly", "https://shop.s3.amazonaws.com/w"]
)
def test_key_when_it_names_a_bucket_once_more_then_a_warning(key: str) -> None:
    """It is a valid prefix, and hardly what was meant."""
    problems = S3Exporting(s3_bucket_name="shop", s3_key_name=key).problems()

    assert [("S3Exporting.S3KeyName", "export-prefix")] == [(p.path, p.code) for p in problems]


@pytest.mark.parametrize("key", ["weekly", "/weekly/", "a:b", "arnold", "s3/matches"])
def test_key_when_it_is_a_prefix_then_no_warning(key: str) -> None:
    """What only resembles another form is one."""
    assert () == S3Exporting(s3_bucket_name="shop", s3_key_name=key).problems()
