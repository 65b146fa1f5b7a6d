"""Reads TOML text into the dataclasses of the form packs and accepts nothing they do not name.

A dataclass is its own schema: a field without default must be there (and not be blank), its type
hint says what it may hold. Whatever is wrong raises `UserError("form-broken")` with the `file`,
`where` in it ("item 3 (O3): points"), the `problem` (a `Problem`) and the `value` found.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Literal, NoReturn, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from itadesk.core.errors import UserError

Problem: TypeAlias = Literal[
    "syntax", "missing", "unknown", "empty", "type", "choice", "duplicate", "reference", "range",
    "order", "placeholder",
]  # fmt: skip
_NO_KEYS: Mapping[str, str] = MappingProxyType({})
_LABELS = ("code", "id", "year", "number", "name", "head")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FormReader:
    """Reads one form file; `file` is only its name, for the error."""

    file: str

    def fail(self, where: str, problem: Problem, value: object = "") -> NoReturn:
        """Raise the one error of a broken form."""
        raise UserError(
            "form-broken", file=self.file, where=where, problem=problem, value=str(value)[:200]
        )

    def parse(self, shape: Callable[..., T], text: str, keys: Mapping[str, str]) -> T:
        """Read a whole file; `keys` gives the TOML key of fields that are called otherwise."""
        try:
            table = tomllib.loads(text)
        except RecursionError:
            self.fail("", "syntax")
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at (.+)\)$", str(error))
            self.fail(place[1] if place else "", "syntax", str(error).partition(" (at ")[0])
        return self._read(shape, table, "", keys)

    def no_repeats(self, where: str, values: Iterable[object]) -> None:
        """Fail on the first value that stands twice."""
        for value, count in Counter(values).items():
            if count > 1:
                self.fail(where, "duplicate", value)

    def known(self, where: str, values: Iterable[str], allowed: Iterable[str]) -> None:
        """Fail on the first value that is not among `allowed`."""
        allowed = frozenset(allowed)
        for value in values:
            if value not in allowed:
                self.fail(where, "reference", value)

    def fiscal_years(self, where: str, years: Iterable[int | None]) -> None:
        """Fail on a year that cannot be one of the Buddhist era (2025 for 2568, say)."""
        for year in years:
            if year is not None and not 2500 <= year <= 2700:
                self.fail(where, "range", year)

    def _read(
        self, shape: Callable[..., T], found: object, where: str, keys: Mapping[str, str] = _NO_KEYS
    ) -> T:
        if not isinstance(found, dict):
            self.fail(where, "type", found)
        hints = _hints_of(shape)
        values: dict[str, object] = {}
        expected = {keys.get(field.name, field.name): field for field in _fields(shape)}
        for key in found:
            if key not in expected:
                self.fail(_inside(where, key), "unknown")
        for key, field in expected.items():
            inside = _inside(where, key)
            if key in found:
                values[field.name] = self._value(hints[field.name], found[key], inside)
                if field.default is MISSING and _is_blank(values[field.name]):
                    self.fail(inside, "empty")
            elif field.default is MISSING:
                self.fail(inside, "missing")
        return shape(**values)

    def _value(self, hint: Any, found: object, where: str) -> object:  # noqa: ANN401
        """Read one value of whatever type the hint names."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Literal:
            if found not in inner:
                self.fail(where, "choice", found)
            return found
        if origin is UnionType:
            return self._value(inner[0], found, where)
        if origin is tuple:
            return self._tuple(inner[0], found, where)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._read(hint, found, where)
        if hint is float and type(found) is int:
            found = float(found)
        if type(found) is not hint or (type(found) is float and not math.isfinite(found)):
            self.fail(where, "type", found)
        return found

    def _tuple(self, hint: Any, found: object, where: str) -> tuple[object, ...]:  # noqa: ANN401
        """Read a list, or a table where pairs of a key and a value are wanted."""
        if get_origin(hint) is tuple and isinstance(found, dict):
            value_hint = get_args(hint)[1]
            return tuple(
                (key, self._value(value_hint, value, _inside(where, key)))
                for key, value in found.items()
            )
        if not isinstance(found, list):
            self.fail(where, "type", found)
        places = [f"{where} {number}{_label(entry)}" for number, entry in enumerate(found, 1)]
        for entry, place in zip(found, places, strict=True):
            if _is_blank(entry):
                self.fail(place, "empty")
        return tuple(
            self._value(hint, entry, place) for entry, place in zip(found, places, strict=True)
        )


@cache
def _hints_of(shape: Callable[..., object]) -> dict[str, Any]:
    """The types of a shape's fields, worked out once."""
    return get_type_hints(shape)


def _fields(shape: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return fields(shape)


def _inside(where: str, key: str) -> str:
    return f"{where}: {key}" if where else key


def _label(entry: object) -> str:
    """Say which entry of a list it is by its own code, so that nobody has to count."""
    if isinstance(entry, dict):
        for key in _LABELS:
            if isinstance(entry.get(key), (str, int)):
                return f" ({entry[key]})"
    return ""


def _is_blank(value: object) -> bool:
    return value == () or (isinstance(value, str) and not value.strip())
