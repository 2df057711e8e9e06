"""Which column of a table is which field, and whether it holds texts."""

from collections.abc import Iterator, Mapping

import attrs
import polars as pl

from cpkit.preview.complaints import Complaints, meant
from cpkit.preview.fields import KNOWN_FIELDS, Attribute, Field, FieldPlan
from cpkit.preview.parts import ATTRIBUTES, Column, Part, Wanted

__all__ = ["PROFILE_ID", "SOURCE", "UPDATED", "ColumnOptions", "Lookup", "columns_of", "fields_of"]

PROFILE_ID, UPDATED, SOURCE = "profile id", "updated", "source"
"""Names of columns that are no fields; no field is called so."""


@attrs.frozen
class ColumnOptions:
    """Which column is what, as the user says."""

    columns: Mapping[str, str | None]
    """The user's names of columns and the service's for them; ``None`` for what may be missing."""
    profile_id: str
    """The column of ids."""
    updated: str | None
    """The column that tells when a profile was updated."""
    source: str | None
    """The column that tells where a profile comes from."""

    def beside_fields(self) -> Iterator[tuple[str, str, str]]:
        """Yield the option, the column it names, and the column's name in the table."""
        yield "profile_id", self.profile_id, PROFILE_ID
        if self.updated is not None:
            yield "updated", self.updated, UPDATED
        if self.source is not None:
            yield "source", self.source, SOURCE


def fields_of(plan: FieldPlan) -> dict[str, Field]:
    """Return the fields that the rules read, by name."""
    return {
        field.name: field for attribute in plan.attributes.values() for field in attribute.fields
    }


def columns_of(field: Field) -> tuple[str, ...]:
    """Return the names of the columns that the table may have for a field: one, or its lines."""
    if not field.lines:
        return (field.name,)
    return tuple(f"{field.name} line {line}" for line in range(1, len(field.lines) + 1))


class Lookup:
    """Find the columns of each part, and note what is wrong with them."""

    def __init__(self, plan: FieldPlan, options: ColumnOptions, complaints: Complaints) -> None:
        """Look for what the rules read.

        Args:
            plan: The rules' fields.
            options: Which column is what.
            complaints: Takes what is wrong.
        """
        self._plan = plan
        self._options = options
        self._complaints = complaints
        self.wanted: Wanted = self._all_wanted()
        self.doubts: set[tuple[str, str]] = set()
        self._seen: dict[str, None] = {}
        self._found: set[str] = set()
        self._is_explained: set[str] = set()

    def _all_wanted(self) -> Wanted:
        names = {name for _, name, _ in self._options.beside_fields()}
        for field in fields_of(self._plan).values():
            names.update(field.columns, *field.lines)
            names.update(() if field.fallback is None else (field.fallback,))
        renamed = {own: name for own, name in self._options.columns.items() if name in names}
        custom = {name for name in names if name.startswith(f"{ATTRIBUTES}.")}
        custom |= {own for own, name in renamed.items() if name in custom and "." in own}
        ids = (own for own, name in renamed.items() if name == self._options.profile_id)
        return Wanted(
            names=tuple(sorted(names | renamed.keys())),
            attributes=frozenset(custom),
            profile_id=next(ids, self._options.profile_id),
        )

    def choose(self, part: Part) -> dict[str, pl.Expr]:
        """Return how the columns of the table are read from a part, as far as it has them."""
        self._seen.update(dict.fromkeys(part.columns))
        for name in sorted(part.repeated.intersection(self.wanted.names)):
            self._complaints.add(
                "repeated-column", name, "more than one column has this name; rename the others."
            )
        named = self._named(part)
        chosen: dict[str, pl.Expr] = {}
        for _, name, column in self._options.beside_fields():
            if name in named:
                own, found = named[name]
                self._found.add(column)
                chosen[column] = found.values
                if column == PROFILE_ID:
                    self._check_ids(own, found.kind)
        for attribute in self._plan.attributes.values():
            for field in attribute.fields:
                chosen.update(self._choose_field(field, named))
        return chosen

    def _named(self, part: Part) -> dict[str, tuple[str, Column]]:
        """Return a part's columns by the service's names, each with its own name."""
        renamed: dict[str, tuple[str, Column]] = {}
        named: dict[str, tuple[str, Column]] = {}
        for own, column in part.columns.items():
            name = self._options.columns.get(own)
            if name is None:
                named[own] = own, column
            elif name in renamed:
                self._complaints.add(
                    "repeated-column",
                    "columns",
                    f"both {renamed[name][0]!r} and {own!r} are named {name!r}; name one of them.",
                )
            else:
                renamed[name] = own, column
        for name in sorted(named.keys() & renamed.keys() & set(self.wanted.names)):
            self._complaints.warn(
                "repeated-column",
                "columns",
                f"{renamed[name][0]!r} is read as {name!r}, and the column that has this name is "
                "not read.",
            )
        return named | renamed

    def _choose_field(
        self, field: Field, named: dict[str, tuple[str, Column]]
    ) -> Iterator[tuple[str, pl.Expr]]:
        """Yield how a field is read."""
        into = columns_of(field)
        # Its own column comes before its lines, and one that stands in for it comes last.
        sources = [(field.columns, into[0])]
        if not any(name in named for name in field.columns):
            sources = [*zip(field.lines, into, strict=False)] or [
                ((field.fallback or "",), into[0])
            ]
        chosen: list[tuple[str, pl.Expr]] = []
        for names, column in sources:
            for own, read in [named[name] for name in names if name in named][:1]:
                chosen.append((column, self._text(own, read)))
                if read.is_from_pairs:
                    self.doubts.add(("pairs", field.name))
                if len(into) > 1 and names is not field.columns:
                    self.doubts.add(("lines", field.name))
        if not chosen:
            self._explain_nested(field, named)
            return
        self._found.add(field.name)
        for column, text in chosen:
            yield column, self._with_fallback(field, text, named)

    def _with_fallback(
        self, field: Field, text: pl.Expr, named: dict[str, tuple[str, Column]]
    ) -> pl.Expr:
        """Return a field that another one stands in for where it is empty."""
        if field.fallback not in named:
            return text
        self.doubts.add(("fallback", field.name))
        other = self._text(*named[field.fallback])
        return pl.when(text.str.len_bytes() > 0).then(text).otherwise(other)

    def _text(self, own: str, column: Column) -> pl.Expr:
        """Return a column as texts, and complain where it holds none."""
        if column.kind.is_integer():
            self._complaints.warn(
                "integer-column",
                own,
                "holds integers, which have no leading zeros: 02134 has become 2134; "
                "read the column as text.",
            )
        else:
            reason = _why_no_text(column.kind)
            if reason:
                self._complaints.add("column-type", own, reason)
        return column.values.cast(pl.String, strict=False)

    def _check_ids(self, own: str, kind: pl.DataType) -> None:
        reason = "" if kind.is_integer() else _why_no_text(kind)
        if reason:
            self._complaints.add("column-type", own, reason)

    def _explain_nested(self, field: Field, named: dict[str, tuple[str, Column]]) -> None:
        """Complain where what should hold the field holds nothing of the kind."""
        for name in field.columns:
            head, dot, rest = name.partition(".")
            if not dot or head not in named:
                continue
            own, column = named[head]
            kind = column.kind
            is_custom = head == ATTRIBUTES and kind == pl.String()
            if isinstance(kind, pl.Struct | pl.List | pl.Null) or _is_map(kind) or is_custom:
                continue
            self._is_explained.add(field.name)
            self._complaints.add(
                "nested-field",
                own,
                f"must be an object that has {rest}; or provide a column {name!r}.",
            )
            return

    def complain(self) -> None:
        """Note which columns no part has."""
        seen = tuple(self._seen)
        for option, asked, column in self._options.beside_fields():
            if column not in self._found:
                self._complaints.add(
                    "missing-column",
                    option,
                    _no_column(asked, seen),
                )
        for own, name in self._options.columns.items():
            if name in self.wanted.names and own not in self._seen:
                self._complaints.add("missing-column", "columns", _no_column(own, seen))
            field = own if name is None else name
            near = meant([field], KNOWN_FIELDS)
            is_known = field in KNOWN_FIELDS.union(self.wanted.names)
            if near and not is_known and not field.startswith(f"{ATTRIBUTES}."):
                self._complaints.add(
                    "unknown-field",
                    "columns",
                    f"{field!r} is not a field of profiles; did you mean {near!r}?",
                )
        for attribute in self._plan.attributes.values():
            self._complain_of(attribute, seen)

    def _complain_of(self, attribute: Attribute, seen: tuple[str, ...]) -> None:
        """Note that an attribute, or one of its sub-types, has no column."""
        accepted = {name for name, value in self._options.columns.items() if value is None}
        missing = [
            field
            for field in attribute.fields
            if not {field.name, attribute.name} & accepted
            and field.name not in self._found | self._is_explained
        ]
        heads = {name.partition(".")[0] for name in self.wanted.names}
        unused = [name for name in seen if name not in heads.union(self.wanted.names)]
        is_all = len(missing) == len(attribute.fields)
        for field in missing:
            near = meant(field.columns, unused)
            own = near or "YOUR_COLUMN"
            text = (
                f"no column holds it{f'; did you mean {near!r}?' if near else '.'} "
                f"Write columns={{{own!r}: {field.name!r}}} to name one, or "
                f"columns={{{field.name!r}: None}} to accept that it is missing"
            )
            if is_all:
                self._complaints.add("missing-column", field.name, f"{text}.")
            else:
                self._complaints.warn(
                    "missing-column", field.name, f"{text}; nothing matches by it."
                )


def _no_column(name: str, seen: tuple[str, ...]) -> str:
    near = meant([name], seen)
    what = f"did you mean {near!r}?" if near else "name one that is there."
    return f"there is no column {name!r}; {what}"


def _is_map(kind: pl.DataType) -> bool:
    return type(kind).__name__ == "Map"  # a type that older versions of Polars lack


def _why_no_text(kind: pl.DataType) -> str:
    """Return why a column cannot be compared as text; an empty text where it can."""
    if kind.is_numeric():
        return (
            "must be text, not numbers: where 02134 was, there is 2134.0 now; "
            "read the column as text."
        )
    if kind.is_temporal():
        return (
            "must be text, not dates or times, since texts are what the service compares; "
            "write them as the service gets them."
        )
    if kind.is_nested() or _is_map(kind):
        return "must be text, not objects or lists; name the field inside, as in 'Address.City'."
    if isinstance(kind, pl.Unknown):
        return "must be text in Unicode, and there is half a character in it; mend the texts."
    if isinstance(kind, pl.Binary | pl.Object):
        return "must be text, not bytes or objects; decode the column."
    return ""
