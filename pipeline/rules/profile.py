"""A profile: which rules hold for a bureau, how severe they are, and the bureau's numbers. A TOML file, checked before anything is read.

extends = "national"                    the profile that this one changes
title = "××县"
[rules]        "goal.too-short" = "off" | "info" | "warning" | "error"
[thresholds]   min_goal_chars = 15      every number of the national profile may be set
[weights]      totals = [90]            what the weights of a form may add up to;  [weights.levels]  output = 50
[classes]      required = ["output", "quantity"]
[monitoring]   8 = 60                   percent of the budget spent by the end of a month
[grades]       excellent = 90           from which score on a self-evaluation is 优, 良, 中
[basis]        "goal.missing" = "××财绩〔2024〕1号第三条"
[[variant]]    regions = ["13"]  years = [2015, 2020]  families = ["goal"]      for submissions of these; then the tables above again
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from pipeline.findings.entry import Severity
from pipeline.schema.words import FAMILIES

OFF: Final = "off"
SHIPPED: Final = ("national", "hebei")
CLASSES: Final = ("output", "quantity", "quality", "timeliness", "cost", "benefit", "satisfaction")
_STATES: Final = (OFF, *(severity.value for severity in Severity))
_TABLES: Final = ("rules", "thresholds", "weights", "classes", "monitoring", "grades", "basis")
_TOP: Final = frozenset({"extends", "title", "variant", *_TABLES})
_DEEPEST: Final = 5


class ProfileError(ValueError):
    """A profile that cannot be used; the message names its file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a profile says of one submission. `states` holds only the rules that the profile names."""

    states: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    totals: tuple[Decimal, ...] = ()
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    monitoring: Mapping[int, Decimal] = field(default_factory=dict)
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)

    def severity(self, code: str, usual: Severity, *, on: bool = True) -> Severity | None:
        """How severe a rule is here; None where it is off."""
        state = self.states.get(code)
        if state is None:
            return usual if on else None
        return None if state == OFF else Severity(state)

    def number(self, name: str) -> Decimal:
        """A threshold; the national profile has them all."""
        return self.thresholds[name]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile as loaded: its layers (the one it extends first), each a table of what it sets with the submissions it is for."""

    title: str
    layers: tuple[Mapping[str, Any], ...]

    def settings(self, region: str | None = None, year: int | None = None, family: str | None = None) -> Settings:
        """What holds for a submission of this place, year and family."""
        found: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
        for layer in self.layers:
            if _fits(layer, region, year, family):
                for name in _TABLES:
                    found[name].update(layer.get(name, {}))
        return _settings(found)


def _fits(layer: Mapping[str, Any], region: str | None, year: int | None, family: str | None) -> bool:
    regions, years, families = (layer.get(name) for name in ("regions", "years", "families"))
    if regions is not None and not any((region or "").startswith(one) for one in regions):
        return False
    if years is not None and not (year is not None and years[0] <= year <= years[1]):
        return False
    return families is None or family in families


def _settings(found: Mapping[str, Mapping[str, Any]]) -> Settings:
    def numbers(name: str) -> dict[str, Decimal]:
        return {key: Decimal(value) for key, value in found[name].items()}

    weights = found["weights"]
    return Settings(
        states=found["rules"],
        thresholds=numbers("thresholds"),
        totals=tuple(map(Decimal, weights.get("totals", ()))),
        levels={key: Decimal(value) for key, value in weights.get("levels", {}).items()},
        required=frozenset(found["classes"].get("required", ())),
        monitoring={int(month): Decimal(value) for month, value in found["monitoring"].items()},
        grades=numbers("grades"),
        basis=found["basis"],
    )


def load(name: str, codes: frozenset[str]) -> Profile:
    """A profile by the name of a shipped one, or by its file.

    Args:
        name: `national`, `hebei`, or the path of a TOML file.
        codes: the rules that there are.

    Returns:
        The profile with those that it extends.

    Raises:
        ProfileError: the file cannot be read, or names what is not there.
    """
    return _load(name, codes, Path(), 0)


def _load(name: str, codes: frozenset[str], beside: Path, depth: int) -> Profile:
    if depth > _DEEPEST:
        raise ProfileError(f"profile {name}: extends one another more than {_DEEPEST} times")
    label, said = _said(name, beside)
    for fault in _faults(said, codes):
        raise ProfileError(f"{label}: {fault}")
    below = said.get("extends", None if name == "national" else "national")
    base = _load(below, codes, (beside / name).parent, depth + 1).layers if below is not None else ()
    own: dict[str, Any] = {key: said[key] for key in _TABLES if key in said}
    return Profile(str(said.get("title", label)), (*base, own, *said.get("variant", ())))


def _said(name: str, beside: Path) -> tuple[str, dict[str, Any]]:
    if name in SHIPPED:
        return f"profile {name}", _shipped(name)
    path = beside / name
    try:
        return path.name, tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise ProfileError(f"profile {name}: {error.strerror or error}; shipped are {', '.join(SHIPPED)}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: {error}") from None


@cache
def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("pipeline.profiles").joinpath(f"{name}.toml").read_text("utf-8"), parse_float=Decimal)


def _faults(said: Mapping[str, Any], codes: frozenset[str]) -> Iterator[str]:
    yield from (f"{key!r} is none of {', '.join(sorted(_TOP))}" for key in said if key not in _TOP)
    if not isinstance(said.get("extends", ""), str):
        yield "extends is the name of a profile"
    yield from _table_faults(said, codes)
    variants = said.get("variant", [])
    if not isinstance(variants, list):
        yield "variants are written as [[variant]]"
        return
    for place, variant in enumerate(variants, 1):
        yield from (f"variant {place}: {fault}" for fault in (*_when_faults(variant), *_table_faults(variant, codes)))


def _when_faults(variant: Mapping[str, Any]) -> Iterator[str]:
    allowed = {"regions", "years", "families", *_TABLES}
    yield from (f"{key!r} is none of {', '.join(sorted(allowed))}" for key in variant if key not in allowed)
    years, families, regions = (variant.get(name) for name in ("years", "families", "regions"))
    if years is not None and not (isinstance(years, list) and len(years) == 2 and all(isinstance(one, int) for one in years)):
        yield "years are a first and a last year"
    if families is not None and not (isinstance(families, list) and set(families) <= {*FAMILIES, "mixed"}):
        yield f"families are of {', '.join(FAMILIES)}, mixed"
    if regions is not None and not (isinstance(regions, list) and all(isinstance(one, str) and one.isdecimal() for one in regions)):
        yield "regions are the beginnings of codes, as texts"


def _table_faults(said: Mapping[str, Any], codes: frozenset[str]) -> Iterator[str]:
    tables = {name: said.get(name, {}) for name in _TABLES}
    wrong = [name for name, table in tables.items() if not isinstance(table, dict)]
    if wrong:
        yield f"{wrong[0]} is a table: [{wrong[0]}]"
        return
    for code, state in tables["rules"].items():
        if code not in codes:
            yield f"there is no rule {code!r}: `jixiao rules` lists them"
        elif state not in _STATES:
            yield f"rule {code!r} is {state!r}, not one of {', '.join(_STATES)}"
    yield from (f"basis of {code!r}: there is no such rule" for code in tables["basis"] if code not in codes)
    known = _shipped("national")
    for name in ("thresholds", "grades"):
        yield from (f"{name}: {key!r} is none of {', '.join(known[name])}" for key in tables[name] if key not in known[name])
        yield from (f"{name}: {key} = {value!r} is no number" for key, value in tables[name].items() if not _is_number(value))
    yield from _number_faults(tables)
    required = tables["classes"].get("required", [])
    if not isinstance(required, list) or set(tables["classes"]) - {"required"} or set(required) - set(CLASSES):
        yield f"classes: required is a list of {', '.join(CLASSES)}"


def _number_faults(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    weights = tables["weights"]
    levels, totals = weights.get("levels", {}), weights.get("totals", [])
    if set(weights) - {"levels", "totals"} or not isinstance(levels, dict) or not isinstance(totals, list):
        yield "weights: totals is a list, levels a table"
    elif not all(map(_is_number, [*totals, *levels.values()])) or set(levels) - set(CLASSES):
        yield f"weights: numbers, for {', '.join(CLASSES)}"
    for month, value in tables["monitoring"].items():
        if not (month.isdecimal() and 1 <= int(month) <= 12 and _is_number(value)):
            yield f"monitoring: {month} = {value!r} is no month with a percentage"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
