"""Where the service writes the matches that it finds."""

import re

import attrs

from cpkit.problems import member
from cpkit.schema import checks
from cpkit.schema.collector import ProblemCollector
from cpkit.schema.shapes import String, Structure
from cpkit.schema.value import Declared, of

__all__ = ["ExportingConfig", "S3Exporting"]


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class S3Exporting(Declared):
    """A bucket, and a place in it, for the matches.

    The bucket's policy must allow the service to write; see `cpkit.policies`.

    Example:
        >>> from cpkit import S3Exporting
        >>> S3Exporting(s3_bucket_name="shop-matches", s3_key_name="weekly")
        S3Exporting(s3_bucket_name='shop-matches', s3_key_name='weekly')
    """

    s3_bucket_name: str = attrs.field(
        metadata=of(
            String(
                3,
                63,
                "[a-z0-9.-]+",
                form="be the bucket's name alone, of lower-case letters, digits, . and -",
            )
        )
    )
    """The bucket, 3 to 63 characters out of ``a-z``, ``0-9``, ``.`` and ``-``."""
    s3_key_name: str | None = attrs.field(
        default=None, metadata=of(String(1, 800, ".*", form="be one line"))
    )
    """The key prefix in the bucket, 1 to 800 characters."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report a prefix that names a bucket once more."""
        if self.s3_key_name is not None and _NAMES_BUCKET(self.s3_key_name):
            collector.add(
                checks.EXPORT_PREFIX,
                member(path, "S3KeyName"),
                "is a URL or an ARN, which would become a part of each key; write what follows the "
                "bucket alone.",
            )


_NAMES_BUCKET = re.compile("(s3|https?)://|arn:").match


@attrs.frozen(repr=False, weakref_slot=False)
class ExportingConfig(Declared):
    """Where matches are written.

    Example:
        >>> from cpkit import ExportingConfig, S3Exporting
        >>> config = ExportingConfig(S3Exporting(s3_bucket_name="shop-matches"))
        >>> config.s3_exporting.s3_bucket_name
        'shop-matches'
    """

    s3_exporting: S3Exporting | None = attrs.field(
        default=None, metadata=of(Structure(S3Exporting))
    )
    """The bucket; the only destination that there is."""

    def lint(self, path: str, collector: ProblemCollector) -> None:
        """Report a configuration that exports nothing."""
        if self.s3_exporting is None:
            collector.add(
                checks.EXPORTS_NOTHING,
                member(path, "S3Exporting"),
                "is missing, so nothing is exported; set a bucket, or remove ExportingConfig.",
            )
