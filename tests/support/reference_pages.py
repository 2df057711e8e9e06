"""The pages of the documentation that are made from the code, and written by a test."""

import itertools

from botocore.validate import ParamValidator

from cpkit import DomainSettings, from_wire, local
from cpkit.errors import ValidationError
from cpkit.schema.checks import CHECKS
from tests.support import many_domains, service_model
from tests.support.mistakes import MISTAKES, Mistake
from tests.support.python_mistakes import PYTHON_MISTAKES, last_lines

BASES = {
    "model": "The service's own model, as botocore ships it.",
    "guide": "AWS's guide to identity resolution.",
    "assumption": "Documented nowhere; it is suspicious, and so it only warns.",
    "document": "JSON and YAML, as `cpkit.documents` reads them.",
}


def checks_page() -> str:
    """Write the page of all checks."""
    lines = [
        "# Checks",
        "",
        "Everything that cpkit holds settings against. An error keeps a value from existing and",
        "a request from being sent; a warning is shown as a `SettingsWarning` when settings are",
        "sent, and by `settings.problems()` at any time.",
        "",
        "AWS relaxes limits now and then. A check that can be ignored lets values past",
        "inside `with cpkit.ignore_checks(code, ...):`, for documents by",
        "`loads(..., ignore=[code, ...])`,",
        "and on the command line by `cpkit check --ignore code PATH...`.",
    ]
    for basis, checks in itertools.groupby(
        sorted(CHECKS, key=lambda check: list(BASES).index(check.basis)),
        key=lambda check: check.basis,
    ):
        lines += [
            "",
            f"## Basis: {basis}",
            "",
            BASES[basis],
            "",
            "| code | severity | can be ignored | what it finds |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| [`{check.code}`](errors.md#{check.code}) | {check.severity} "
            f"| {'yes' if check.ignorable else 'no'} | {check.summary} |"
            for check in checks
        ]
    return "\n".join([*lines, ""])


def stand_in_page() -> str:
    """Write the page about the stand-in: what it does, and what it assumes."""
    text = local.__doc__ or ""
    head, _, rest = text.partition("\n\n")
    return f"# The stand-in\n\n{head}\n\n{rest.strip()}\n"


def many_domains_page() -> str:
    """Write the page about a hundred domains under the account's quotas."""
    return f"""# A hundred domains

What planning and applying a hundred domains comes to, on the stand-in with the documented quotas
enforced (one UpdateDomain a second, five GetDomain), in virtual time. One update a second is the
ideal: no script can be faster. AWS does not document how it counts quotas.

{many_domains.table()}
"""


def mistakes_page() -> str:
    """Write the page of mistakes, with who catches them."""
    rows = [(mistake, _cpkit_catches(mistake), _botocore_catches(mistake)) for mistake in MISTAKES]
    by_cpkit = sum(found for _, found, _ in rows)
    by_botocore = sum(found for _, _, found in rows)
    lines = [
        "# Mistakes",
        "",
        f"{len(rows)} mistakes in an UpdateDomain request, each one change of a request that is",
        f"right. cpkit finds {by_cpkit} of them at their place before anything is sent; botocore's",
        f"own parameter validation rejects {by_botocore}.",
        "",
        "| mistake | found at | check | botocore |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {mistake.name} | `{_short(mistake.wire_path)}` "
        f"| {mistake.code if found else 'NOT FOUND'} | {'rejects' if theirs else 'sends it'} |"
        for mistake, found, theirs in rows
    ]
    lines += [
        "",
        "## In Python",
        "",
        f"{len(PYTHON_MISTAKES)} lines that are wrong, and what Python shows last: what to do.",
    ]
    for (name, typed), last in zip(PYTHON_MISTAKES, last_lines(), strict=True):
        lines += ["", f"### {name[0].upper()}{name[1:]}", ""]
        lines += ["```text", f">>> {typed}", last, "```"]
    return "\n".join([*lines, ""])


def _short(path: str) -> str:
    path = path.replace("\n", "\\n")
    return path if len(path) <= 60 else path[:57] + "..."


def _cpkit_catches(mistake: Mistake) -> bool:
    try:
        from_wire(DomainSettings, mistake.document())
    except ValidationError as error:
        found = {(problem.path, problem.code) for problem in error.problems}
        return (mistake.wire_path, mistake.code) in found
    return False


def _botocore_catches(mistake: Mistake) -> bool:
    shape = service_model.request("UpdateDomain")
    report = ParamValidator().validate(mistake.document(), shape)
    return bool(report.has_errors())
