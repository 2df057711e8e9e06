"""`import cpkit` shows what is public, and costs only what is used."""

import subprocess
import sys

import pytest

import cpkit

HEAVY = [
    "boto3",
    "botocore",
    "cattrs",
    "tenacity",
    "ruamel",
    "werkzeug",
    "mypy_boto3_customer_profiles",
]


def loaded_by(code: str) -> set[str]:
    """Run code in a fresh interpreter and give the names of the packages that it loaded."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "light"),
    [
        ("import cpkit", HEAVY),
        ("import cpkit; cpkit.documents, cpkit.local, cpkit.policies", ["werkzeug", "ruamel"]),
        ("from cpkit import DomainSettings, RuleBasedMatching", HEAVY),
        ("import cpkit; cpkit.DomainSettings(domain_name='shop').problems()", HEAVY),
        ("import cpkit.documents", [name for name in HEAVY if name != "cattrs"]),
        ("from cpkit import to_wire", [name for name in HEAVY if name != "cattrs"]),
        ("import cpkit.local", ["werkzeug", "cattrs", "tenacity"]),
    ],
)
def test_import_when_little_is_used_then_little_is_loaded(code: str, light: list[str]) -> None:
    """Building settings needs attrs alone."""
    assert set() == loaded_by(code) & set(light)


def test_names_when_public_then_all_can_be_had() -> None:
    """Every public name is there, sorted, and shown by `dir` with the public modules."""
    assert [] == [name for name in cpkit.__all__ if not hasattr(cpkit, name)]
    assert sorted(set(cpkit.__all__)) == sorted(cpkit.__all__)
    modules = {"documents", "errors", "local", "policies", "preview", "results"}
    assert {*cpkit.__all__, *modules} == set(dir(cpkit))


def test_name_when_unknown_then_an_attribute_error() -> None:
    """A wrong name is refused as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        getattr(cpkit, "Nonsense")  # noqa: B009 - a checker refuses it written plainly


@pytest.mark.parametrize(
    ("name", "module"), [("CallError", "cpkit.errors"), ("PollEvent", "cpkit.results")]
)
def test_name_when_it_is_in_another_module_then_the_error_names_that(
    name: str, module: str
) -> None:
    """Whoever expects everything in one place is told where it is."""
    with pytest.raises(AttributeError, match=f"{name}.*; import it from {module}$"):
        getattr(cpkit, name)


def test_version_when_asked_then_that_of_the_metadata() -> None:
    """The version stands in one place."""
    assert cpkit.__version__.count(".") == 2


def test_modules_when_asked_for_then_loaded() -> None:
    """Public modules need no import of their own."""
    assert "cpkit.local" == cpkit.local.__name__
    assert "cpkit.documents" == cpkit.documents.__name__
