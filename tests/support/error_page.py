"""The page of errors: what each text means, and what to do, each text as it is really raised."""

from __future__ import annotations

import os
import re
import warnings
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from cpkit import CustomerProfiles, documents
from cpkit.client.boto.configuration import ADVICE_BY_SETTING, SETTING_BY_EXCEPTION
from cpkit.client.boto.error_response import ADVICE_BY_CODE, ERRORS_BY_CODE
from cpkit.client.boto.translation import TRANSPORT_TEXTS
from cpkit.errors import (
    ConfigurationError,
    InternalServerError,
    MalformedResponseError,
    ThrottledError,
    TransportError,
    UnknownServiceError,
    ValidationError,
)
from cpkit.schema.checks import CHECKS
from tests.support.error_cases import ERROR_CASES, MISUSES, ErrorCase
from tests.support.problem_cases import PROBLEM_CASES, ProblemCase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cpkit.documents.formats import Format
    from cpkit.errors import CPKitError

__all__ = ["errors_page"]

_INTRODUCTION = """# Errors

What each error says, why, and what to do. The texts below are examples, made by raising each of
them. To find yours, search for the part that holds no name or number of your own.

All errors are a `CPKitError`; [their tree](api/errors.md) says what to catch. Nothing was sent
where `ValidationError` is raised. A `CallError` and all below it have
`.maybe_applied`: whether a change may have reached the service although no success was read.
"""

_UNREADABLE: tuple[tuple[Format, str], ...] = (
    ("json", '{"DomainName": "shop",}'),
    ("json", '{"DomainName": "shop"'),
    ("json", "{'DomainName': 'shop'}"),
    ("json", '{"DomainName": "shop"} // my shop'),
    ("json", '{"DomainName": "shop", "DomainName": "store"}'),
    ("json", '{"MinAllowedConfidenceScoreForMerging": NaN}'),
    ("json", '["shop"]'),
    ("json", ""),
    ("json", '\ufeff{"DomainName": "shop"}'),
    ("json", '{"DomainName": "sh\x07op"}'),
    ("yaml", "Matching:\n\tEnabled: true"),
    ("yaml", "DomainName: *shop"),
    ("yaml", "DomainName: shop\n---\nDomainName: store"),
    ("yaml", "%YAML 1.1\n---\nDomainName: shop"),
    ("yaml", "DomainName: 'shop"),
    ("yaml", "DomainName: shop: store"),
    ("yaml", "? [shop]\n: 1"),
)
"""Documents that are none."""


def errors_page() -> str:
    """Write the page of all errors, with the texts that they have."""
    return "\n".join(
        [
            _INTRODUCTION,
            *_by_code(),
            *_by_exception(),
            "## Errors by class",
            "",
            *(line for case in ERROR_CASES for line in _error(case)),
            "## Problems of settings",
            "",
            "What a `ValidationError` lists and `settings.problems()` gives: one line for",
            "each. The heading is the check's code, `problem.code`. A warning keeps nothing from",
            "being sent; it is shown as a `SettingsWarning` when settings are sent.",
            "",
            *(line for case in PROBLEM_CASES for line in _problem(case)),
            "## Documents that cannot be read",
            "",
            "A `ValidationError` with one problem, whose code is [`syntax`](#syntax). Correct the",
            "place, and read again.",
            "",
            *_block(_text_of_document(*document) for document in _UNREADABLE),
            "## Warnings of the client",
            "",
            "A client that repeats by itself under cpkit's own retries multiplies them:",
            "",
            *_block([_warning(_two_layers)]),
            "The policy says how often a request is repeated, and nothing else does:",
            "",
            *_block([_warning(_own_retries)]),
            "## Mistakes in the calling code",
            "",
            "What is no matter of settings is a `TypeError` or a `ValueError`, as Python has them.",
            "",
            *(line for call, cure in MISUSES for line in (*_block([_text(call)]), cure, "")),
        ]
    )


def _by_code() -> Iterator[str]:
    yield from ("## Errors by the service's code", "")
    yield "Code that caught botocore's `ClientError` looked at its code. These are cpkit's classes:"
    yield from ("", "| code | class |", "|---|---|")
    for code, cls in ERRORS_BY_CODE.items():
        yield f"| `{code}` | {_linked(cls)} |"
    yield f"| any other code of throttling, or 429 | {_linked(ThrottledError)} |"
    yield f"| any other, from 500 on | {_linked(InternalServerError)} |"
    yield f"| any other | {_linked(UnknownServiceError)} |"
    yield from ("", "What some of the others mean:", "", "| code | what to do |", "|---|---|")
    for code, advice in ADVICE_BY_CODE.items():
        if code not in ERRORS_BY_CODE:
            yield f"| `{code}` | {advice} |"
    yield ""


def _by_exception() -> Iterator[str]:
    yield from ("## Errors by botocore's exception", "")
    yield "What botocore raised is the `__cause__` of cpkit's error, unless it shows a secret."
    yield from ("", "| botocore | class | what it says |", "|---|---|---|")
    for kind, setting in SETTING_BY_EXCEPTION:
        advice = ADVICE_BY_SETTING.get(setting, "correct it, or leave it out")
        says = f"botocore's sentence; {advice}".format(config_file="~/.aws/config")
        yield f"| `{kind.__name__}` | {_linked(ConfigurationError)} | {says} |"
    for kind, text in TRANSPORT_TEXTS:
        says = text.format(target="the region or the endpoint")
        yield f"| `{kind.__name__}` | {_linked(TransportError)} | {says} |"
    unreadable = _linked(MalformedResponseError)
    yield from (f"| `ResponseParserError` | {unreadable} | botocore cannot parse it |", "")


def _linked(cls: type[CPKitError]) -> str:
    return f"[`{cls.__name__}`](#{cls.__name__.lower()})"


def _error(case: ErrorCase) -> Iterator[str]:
    yield from (f"### {case.cls.__name__}", "")
    yield from _block(_text(call) for call in case.provoked_by)
    yield from (f"**Cause.** {case.cause}", "", f"**What to do.** {case.cure}", "")


def _problem(case: ProblemCase) -> Iterator[str]:
    (check,) = (check for check in CHECKS if check.code == case.code)
    ignored_codes = "" if check.ignorable else ", cannot be ignored"
    yield from (f"### {case.code}", "")
    yield from _block([str(case.problem())])
    yield f"**Cause.** {check.summary} ({check.severity}; basis: {check.basis}{ignored_codes})"
    yield from ("", f"**What to do.** {case.cure}", "")


def _block(texts: Iterator[str] | list[str]) -> Iterator[str]:
    yield from ("```text", *texts, "```", "")


def _text(call: Callable[[], object]) -> str:
    """Give the text of what a call raises; ids of requests, which are drawn, are left out."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
        # The page is made without anybody's configuration file.
        text = f"{type(error).__name__}: {error}".replace(os.devnull, "~/.aws/config")
        return re.sub(r"request [0-9a-f-]{36}", "request ...", text)
    raise AssertionError(f"{call} raised nothing")


def _text_of_document(form: Format, text: str) -> str:
    try:
        documents.loads(text, format=form)
    except ValidationError as error:
        return str(error)
    raise AssertionError(f"{text!r} was read")


def _warning(call: Callable[[], object]) -> str:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    (warning,) = caught
    return f"UserWarning: {warning.message}"


def _two_layers() -> object:
    # Never called: only its settings are looked at.
    client = boto3.client(
        "customer-profiles",
        region_name="eu-central-1",
        config=Config(retries={"mode": "standard", "total_max_attempts": 3}),
    )
    return CustomerProfiles(client)


def _own_retries() -> object:
    return CustomerProfiles(
        region_name="eu-central-1", config=Config(retries={"total_max_attempts": 3})
    )
