"""No field's misses may rise: what a set's readings amounted to when somebody last said that it was right.

baseline.json: {"reasons": [why each state was accepted], "formats": {format: {field: {"judged": n, "misses": n}}}}. Without a baseline
nothing may be missed. `coverage` counts documents that are not wholly accounted for, `provenance` places that do not hold their text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.regress.model import Judged, What
from pipeline.regress.totals import Total, split

State = dict[str, dict[str, dict[str, int]]]


class BaselineError(ValueError):
    """A baseline that cannot be read."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The state that was accepted; `reasons` from the first to the last."""

    formats: State
    reasons: tuple[str, ...] = ()
    stands: bool = False


def load(path: Path) -> Baseline:
    """The baseline of a file; one that demands everything where there is none."""
    if not path.is_file():
        return Baseline({})
    try:
        said = json.loads(path.read_text("utf-8"))
        formats = {str(f): {str(k): _counts(v) for k, v in fields.items()} for f, fields in said["formats"].items()}
        return Baseline(formats, tuple(map(str, said.get("reasons", ()))), True)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{path.name} is no baseline ({type(error).__name__}: {error}); --accept writes one") from None


def _counts(said: Any) -> dict[str, int]:
    return {"judged": int(said["judged"]), "misses": int(said["misses"])}


def state(readings: Sequence[Judged]) -> State:
    """What these readings amount to, by format and field. Unchecked truth is no measure."""
    checked = [one for one in readings if one.checked]
    return {name: _fields(one) for name, one in split(checked, "format").items()}


def _fields(one: Total) -> dict[str, dict[str, int]]:
    made = {
        "coverage": {"judged": one.documents, "misses": one.documents - one.whole},
        "provenance": {"judged": one.cited, "misses": one.cited - one.held},
    }
    for field in one.fields:
        judged = sum(one.count(field, what) for what in (What.CORRECT, What.WRONG, What.OMITTED))
        made[field] = {"judged": judged, "misses": one.misses(field)}
    return made


def faults(now: State, then: Baseline) -> Iterator[str]:
    """Why the gate does not open: a field's misses rose, an improvement is not committed, or less is judged than was."""
    for format in sorted(now.keys() | then.formats.keys()):
        mine, theirs = now.get(format, {}), then.formats.get(format, {})
        for field in sorted(mine.keys() | theirs.keys()):
            judged, misses = mine.get(field, {}).get("judged", 0), mine.get(field, {}).get("misses", 0)
            was, missed = theirs.get(field, {}).get("judged", 0), theirs.get(field, {}).get("misses", 0)
            if misses > missed:
                yield f"{format} {field}: {misses} misses, the baseline has {missed}"
            if judged < was and field != "provenance":
                yield f"{format} {field}: {judged} values judged, the baseline has {was}; truth was taken away, or --accept says why"
            elif misses < missed:
                yield f"{format} {field}: {misses} misses, the baseline still has {missed}; commit the improvement with --accept"


def accept(path: Path, now: State, then: Baseline, reason: str) -> None:
    """Make the present state the baseline, with the reason behind those before it."""
    made = {"reasons": [*then.reasons, reason], "formats": now}
    scratch = path.with_name(f".{path.name}.new")
    scratch.write_text(_lines(made), encoding="utf-8")
    scratch.replace(path)


def _lines(made: dict[str, Any]) -> str:
    """JSON with a field a line, so that `git diff` shows what moved."""
    body = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)
    return body.replace('{\n    "judged"', '{"judged"').replace(',\n    "misses"', ', "misses"').replace("\n   }", "}") + "\n"
