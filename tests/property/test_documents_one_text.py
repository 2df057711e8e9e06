"""Law: nothing but the settings decides what is written."""

from typing import Any

from hypothesis import given

from cpkit import DomainSettings, from_wire
from cpkit.documents import dumps, loads
from tests.support.drawn import GUIDED, slow_to_make


@slow_to_make
@given(GUIDED)
def test_document_when_written_twice_then_the_texts_are_equal(document: dict[str, Any]) -> None:
    """Neither the order of tags nor a text that it was loaded from does."""
    value = from_wire(DomainSettings, document)
    tags = document.get("Tags", {})
    turned = {**document, "Tags": dict(reversed(tags.items()))} if tags else document

    for text_format in ("json", "yaml"):
        text = dumps(value, format=text_format)
        assert text == dumps(from_wire(DomainSettings, turned), format=text_format)
        assert text == dumps(loads(text, format=text_format), format=text_format)
