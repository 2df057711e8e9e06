"""How a field's name is written on the wire."""

from functools import cache

__all__ = ["wire_name"]


@cache
def wire_name(field_name: str) -> str:
    """Return the service's name of a field.

    Example:
        >>> wire_name("s3_bucket_name")
        'S3BucketName'
    """
    return "".join(word[0].upper() + word[1:] for word in field_name.split("_"))
