"""Build the site: ``nox -s docs`` does it, every warning an error, and nothing from a network."""

import inspect
import sys
from importlib import import_module
from typing import Any, NewType

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.napoleon import Config, GoogleDocstring

import cpkit

project = "cpkit"
author = "The cpkit developers"
project_copyright = author
version = release = cpkit.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx_copybutton"]

smartquotes = False  # what is shown is what one types
default_role = "py:obj"
nitpicky = True
# What others document: a link to it would need their inventory, and so a network.
nitpick_ignore_regex = [
    (
        ".*",
        (
            r"(attrs|boto3|botocore|cattrs|collections|contextlib|datetime|json|math|numpy|os|pathlib"
            r"|pd|pl|polars|threading|time|typing)\..*"
        ),
    ),
    (".*", r"datetime|timedelta|AbstractContextManager|BaseClient|Config|CustomerProfilesClient"),
    (".*", r"\w+TypeDef"),
    (".*", r"Callable\[\[\]"),  # of a signature that is split where its types have commas
    # What stands for any type, or for one that has no name in public.
    (".*", r"MatchTypeName|Members|cpkit\.local\.protocol\.messages\.(Delivery|Response)"),
    # Tuples of what is public, and what stands for an `ApplyResult` below it.
    (".*", r"cpkit\..*\.(AppliedPlan|Changes|PlanWarnings|Problems)"),
    (".*", r"cpkit\.preview\.winners\.Winners"),  # what a class is made of inside
    (".*", r"cpkit\..*\.(Item|PageType|Seen|T|_Value|_Writable)"),
    (
        ".*",
        (
            r"cpkit\.preview\.(group_changes\.Side|inputs\.(ArrowStream|DataFrameOfPandas)"
            r"|merging\._Merging|readings\.Evaluated)"
        ),
    ),
    (".*", "Profiles"),  # whatever `evaluate` takes
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
nb_execution_mode = "off"  # a test runs the notebooks; here their stored output is shown
nb_merge_streams = True

autodoc_default_options = {
    "members": True,
    "member-order": "bysource",
    # What layers share, and nobody calls from outside.
    "exclude-members": "collect_problems,deliver,filled,from_shorthand,handle,lint",
}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_display_short_literal_types = True
maximum_signature_line_length = 80

# What a prompt stands before is copied without it; what a block has printed is not copied at all.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_selector = (
    "div:not(.highlight-python + .highlight-text):not(.highlight-sh + .highlight-text)"
    " > div.highlight > pre"
)

html_theme = "furo"
html_title = "cpkit"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
pygments_style = "a11y-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_show_sourcelink = False
html_show_sphinx = False


class Docstring(GoogleDocstring):
    """Read a docstring as the project writes them.

    No type is repeated in them, so what stands before a colon is the beginning of a sentence, and
    no type.
    """

    def _parse_attribute_docstring(self) -> list[str]:
        return self._dedent(self._consume_to_end())

    def _consume_returns_section(
        self,
        preprocess_types: bool = False,  # noqa: ARG002, FBT001, FBT002 - as it is called
    ) -> list[tuple[str, str, list[str]]]:
        return [("", "", self._dedent(self._consume_to_next_section()))]


def _read_docstring(
    app: Sphinx, what: str, name: str, value: object, options: Any, lines: list[str]
) -> None:
    """Turn a docstring's sections into what Sphinx reads."""
    config = Config(napoleon_use_admonition_for_examples=False)
    lines[:] = Docstring(lines, config, app, what, name, value, options).lines()


def _public_names() -> dict[str, str]:
    """Map where a thing is defined to where it is public."""
    found: dict[str, str] = {}
    for module in (
        "cpkit.local",
        "cpkit.policies",
        "cpkit.preview",
        "cpkit.documents",
        "cpkit.results",
        "cpkit",
    ):
        for name in import_module(module).__all__:
            value = getattr(sys.modules[module], name)
            if inspect.isclass(value) or inspect.isfunction(value):
                found[f"{value.__module__}.{value.__qualname__}"] = f"{module}.{name}"
            elif isinstance(value, NewType):
                found[f"{value.__module__}.{value.__name__}"] = f"{module}.{name}"
    return found


PUBLIC_NAMES = _public_names()


def _link_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """Link a name that differs from the one it is documented by.

    A signature names a class by where it is defined, and the docstring of a submodule names what
    the public API has as users do, without ``cpkit``.
    """
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    if target in ("Clear", "cpkit.schema.clear.Clear"):  # the type of `CLEAR` alone
        target, content = "CLEAR", nodes.inline(text="CLEAR")
    modules = ("cpkit", "cpkit.errors", "cpkit.results")
    for public in (PUBLIC_NAMES.get(target, target), *(f"{name}.{target}" for name in modules)):
        found = env.domains.python_domain.resolve_xref(
            env, node["refdoc"], app.builder, "obj", public, node, content
        )
        if found is not None:
            return found
    return None


def setup(app: Sphinx) -> None:
    """Connect what reads docstrings, what links names, and what colours tables."""
    app.add_lexer("csv", TextLexer)  # Pygments has none of that name
    app.connect("autodoc-process-docstring", _read_docstring)
    app.connect("missing-reference", _link_public_name)
