"""Who hands the submission in: units with their codes, the department's name, its region, the fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.raw import RawField
from normalizers import regions
from normalizers.codes import split_code
from normalizers.dates import fiscal_year
from normalizers.text import squeeze

_OWN_OFFICE = ("本级", "机关")
_SHORTEST = 2
_DEPARTMENT = 3  # digits of a department's code; a unit's has six


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the code that was printed before it, and the print that held both."""

    code: str | None
    name: str | None
    source: RawField


def named(source: RawField | None) -> Named | None:
    """`713001妇女联合会…` comes apart into code and name; None where nothing is printed."""
    if source is None or not source.text.strip():
        return None
    code, name = split_code(source.text.strip())
    if code is None:
        code, name = _short_code(name)
    return Named(code, name.strip() or None, source)


def _short_code(text: str) -> tuple[str | None, str]:
    """`128临洮县水务局`: three digits glued to a body that begins with its place. 120急救中心 is a name."""
    code, rest = text[:_DEPARTMENT], text[_DEPARTMENT:]
    place = regions.named(rest) if code.isdecimal() and rest[:1].isalpha() else None
    begins = place is not None and rest[:_SHORTEST] in (regions.full_name(place) or "")
    return (code, rest) if begins else (None, text)


def glued_department(name: str) -> str | None:
    """The full name in `妇女联合会秦皇岛市山海关区妇女联合会本级`: a department's short name, then the unit's full one, which ends alike.

    The budget system prints 部门名称 and 单位名称 with nothing between them. None where the name is not built so.
    """
    body = squeeze(name)
    for office in _OWN_OFFICE:
        body = body.removesuffix(office)
    for cut in range(_SHORTEST, len(body) // 2 + 1):
        head, rest = body[:cut], body[cut:]
        if len(rest) > len(head) and rest.endswith(head):
            return rest
    return None


def department_of(departments: Iterable[Named], units: Sequence[Named]) -> tuple[str, Named] | None:
    """The department's name with the print it stands in: as labelled, else out of the units' names, else the only unit."""
    for found in departments:
        if found.name:
            return found.name, found
    for unit in units:
        full = glued_department(unit.name) if unit.name else None
        if full:
            return full, unit
    names = {squeeze(unit.name) for unit in units if unit.name}
    if len(names) == 1:
        only = next(unit for unit in units if unit.name)
        return str(only.name), only
    return None


def year_of(sources: Iterable[RawField | None]) -> tuple[int, RawField] | None:
    """The first year that one of these prints names, with that print."""
    for source in sources:
        year = fiscal_year(source.text) if source is not None else None
        if source is not None and year is not None:
            return year, source
    return None
