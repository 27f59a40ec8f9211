"""Refuses an environment that holds a version with a known advisory. With the standard library alone; no network is asked.

advisories.tsv says for each library and advisory in which version it was mended. The list travels with the project: whoever learns of
an advisory adds a line, and raises the lower bound in pyproject.toml.
"""

from __future__ import annotations

import csv
import re
import sys
from importlib import metadata
from pathlib import Path

LIST = Path(__file__).with_name("advisories.tsv")


def advisories(path: Path = LIST) -> list[dict[str, str]]:
    """The lines of the list: name, fixed (the first version without it), advisory, date."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def order(version: str) -> tuple[int, ...]:
    """A version's release numbers without zeros at the end; a candidate (2.0rc1) counts as its release."""
    numbers = [int(part) for part in re.match(r"\d+(?:\.\d+)*", version)[0].split(".")]  # type: ignore[index]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def affected(versions: dict[str, str], listed: list[dict[str, str]]) -> list[str]:
    """One sentence for each advisory that the versions (by lower-case name) are open to."""
    found = [line for line in listed if (has := versions.get(line["name"].lower())) and order(has) < order(line["fixed"])]
    return [
        f"{line['name']} {versions[line['name'].lower()]} has a known advisory ({line['advisory']}, {line['date']}): "
        f"install {line['fixed']} or newer"
        for line in found
    ]


def main() -> int:
    """Say what is wrong with this environment."""
    versions = {str(one.metadata["Name"]).lower(): one.version for one in metadata.distributions()}
    wrong = affected(versions, advisories())
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
