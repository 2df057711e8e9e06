"""Characters that only look like spaces and punctuation are named, where they were meant so."""

import pytest

from cpkit.documents import loads
from cpkit.errors import ValidationError

RULES = "DomainName: shop\nRuleBasedMatching:\n  Enabled: true\n  MatchingRules:\n"


@pytest.mark.parametrize(
    ("text", "place", "character", "advice"),
    [
        ("DomainName:\xa0shop\n", (1, 12), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        ("DomainName:\xa0shop\nTags: {a: b}", (1, 12), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        ("DomainName: shop\xa0", (1, 17), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        (
            "Matching:\n\xa0\xa0Enabled: true\n  JobSchedule: {Time: 9:00}",
            (2, 1),
            "U+00A0 (NO-BREAK SPACE)",
            "write a space",
        ),
        ("Matching:\n  Enabled: true\xa0# on", (2, 16), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        ("Matching: {Enabled:\xa0true}", (1, 20), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        (f"{RULES}    -\xa0Rule: [LastName]", (5, 6), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        (f"{RULES}    - Rule: [Last\xa0Name]", (5, 18), "U+00A0", "write a space"),
        ("\xa0# note\nDomainName: shop", (1, 1), "U+00A0 (NO-BREAK SPACE)", "write a space"),
        ("DomainName:\u3000shop", (1, 12), "U+3000 (IDEOGRAPHIC SPACE)", "write a space"),
        ("DomainName:\u2003shop", (1, 12), "U+2003 (EM SPACE)", "write a space"),
        ("DomainName:\u202fshop", (1, 12), "U+202F (NARROW NO-BREAK SPACE)", "write a space"),
        ("DomainName:\u3164shop", (1, 12), "U+3164 (HANGUL FILLER)", "remove it"),
        ("Domain\u200bName: shop", (1, 7), "U+200B (ZERO WIDTH SPACE)", "remove it"),
        ("DomainName: shop\u200b", (1, 17), "U+200B (ZERO WIDTH SPACE)", "remove it"),
        ("DomainName: sh\xadop", (1, 15), "U+00AD (SOFT HYPHEN)", "remove it"),
        ("DomainName: sh\u2060op", (1, 15), "U+2060 (WORD JOINER)", "remove it"),
        ("DomainName: \ufeffshop", (1, 13), "U+FEFF (ZERO WIDTH NO-BREAK SPACE)", "remove it"),
        ("DomainName: sh\u200dop", (1, 15), "U+200D (ZERO WIDTH JOINER)", "remove it"),
        ("DomainName: shop\ufe0f", (1, 17), "U+FE0F (VARIATION SELECTOR-16)", "remove it"),
        ("DomainName:\U000e0020shop", (1, 12), "U+E0020 (TAG SPACE)", "remove it"),
        ("DomainName: \u202eshop", (1, 13), "U+202E (RIGHT-TO-LEFT OVERRIDE)", "remove it"),
        ("DomainName\uff1ashop", (1, 11), "U+FF1A (FULLWIDTH COLON)", "write : instead"),
        ("DomainName\uff1a shop\nTags\uff1a x", (1, 11), "U+FF1A", "write : instead"),
        ("Matching:\n  Enabled\uff1a true", (2, 10), "U+FF1A", "write : instead"),
        (f"{RULES}    \u2013 Rule: [LastName]", (5, 5), "U+2013 (EN DASH)", "write - instead"),
        (f"{RULES}    \u2022 Rule: [LastName]", (5, 5), "U+2022 (BULLET)", "write - instead"),
        (
            f"{RULES}    - Rule: [LastName\uff0cGender]",
            (5, 22),
            "U+FF0C (FULLWIDTH COMMA)",
            "write , instead",
        ),
        (
            "DomainName: \u201cshop\u201d",
            (1, 13),
            "U+201C (LEFT DOUBLE QUOTATION",
            'write " instead',
        ),
        ("DomainName: \u2018shop\u2019", (1, 13), "U+2018 (LEFT SINGLE QUOTATION", "write ' inst"),
        ("Tags: \uff5ba: b\uff5d", (1, 7), "U+FF5B (FULLWIDTH LEFT CURLY BRACKET)", "write { inst"),
        ("\uff03 note\nDomainName: shop", (1, 1), "U+FF03 (FULLWIDTH NUMBER SIGN)", "write # inst"),
    ],
)
def test_yaml_when_a_character_looks_like_another_then_it_is_named(
    text: str, place: tuple[int, int], character: str, advice: str
) -> None:
    """Nobody sees the difference; the line, the code and the name show it."""
    with pytest.raises(ValidationError) as caught:
        loads(text, format="yaml")

    (problem,) = caught.value.problems
    assert ("syntax", place) == (problem.code, (problem.line, problem.column))
    assert f"the character {character}" in problem.message
    assert f"; {advice}" in problem.message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"a\xa0b"', "a\xa0b"),
        ("'\u201cshop\u201d'", "\u201cshop\u201d"),
        ("|-\n    a\xa0b\n    c\u200bd", "a\xa0b\nc\u200bd"),
        (">-\n    \uff1a", "\uff1a"),
        ("shop # note\xa0", "shop"),
        ("\u62c5\u5f53\uff1a\u5c71\u7530", "\u62c5\u5f53\uff1a\u5c71\u7530"),  # a Japanese label
        ("\u6771\u4eac\u3001\u5927\u962a", "\u6771\u4eac\u3001\u5927\u962a"),
        ("K\xf6ln \u2013 Bonn", "K\xf6ln \u2013 Bonn"),
        ("D\u2019Alba", "D\u2019Alba"),
        ("10\u2212x", "10\u2212x"),
        ("\u2212x", "\u2212x"),
        (
            "\u0645\u06cc\u200c\u062e\u0648",
            "\u0645\u06cc\u200c\u062e\u0648",
        ),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
    ],
)
def test_yaml_when_a_character_was_meant_then_it_stays(value: str, expected: str) -> None:
    """Inside quotes anything may stand, and outside them what a script needs."""
    settings = loads(f"DomainName: shop\nTags:\n  label: {value}\n", format="yaml")

    assert {"label": expected} == settings.tags


@pytest.mark.parametrize(
    ("text", "place", "character", "advice"),
    [
        ('{"DomainName":\xa0"a"}', (1, 15), "U+00A0 (NO-BREAK SPACE)", "write a space instead"),
        ('{\u201cDomainName": "a"}', (1, 2), "U+201C (LEFT DOUBLE QUOTATION MARK)", 'write " in'),
        ('{"DomainName"\uff1a "a"}', (1, 14), "U+FF1A (FULLWIDTH COLON)", "write : instead"),
        (
            '{"DomainName": "a"\uff0c "b": 1}',
            (1, 19),
            "U+FF0C (FULLWIDTH COMMA)",
            "write , instead",
        ),
        ('{"DomainName": "a"\u200b}', (1, 19), "U+200B (ZERO WIDTH SPACE)", "remove it"),
        ('\uff5b"DomainName": "a"}', (1, 1), "U+FF5B (FULLWIDTH LEFT CURLY BRACKET)", "write { in"),
        ('{"DomainName": "a", \u20ac}', (1, 21), "U+20AC (EURO SIGN)", "remove it"),
    ],
)
def test_json_when_a_character_looks_like_another_then_it_is_named(
    text: str, place: tuple[int, int], character: str, advice: str
) -> None:
    """JSON has the same look-alikes."""
    with pytest.raises(ValidationError) as caught:
        loads(text, format="json")

    (problem,) = caught.value.problems
    assert ("syntax", place) == (problem.code, (problem.line, problem.column))
    assert f"the character {character}; {advice}" in problem.message
