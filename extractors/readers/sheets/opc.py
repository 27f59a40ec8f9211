"""The parts of an Excel package and how they refer to each other (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from extractors.errors import ReadError
from extractors.readers.members import Members, local, parse, resolved


class Relation(NamedTuple):
    """A relationship: `kind` is the last word of its type, `target` a part's name or, where `external`, an address."""

    kind: str
    target: str
    external: bool


def relations_of(members: Members, part: str) -> dict[str, Relation]:
    """The relationships of a part by id ("" is the package itself), in the order of the file; none where there are none.

    ReadError where they cannot be parsed. A target outside the package is never followed.
    """
    folder, name = posixpath.split(part)
    data = members.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data is None:
        return {}
    found: dict[str, Relation] = {}
    for child in parse(data):
        if local(child) != "Relationship":
            continue
        kind, target = (child.get("Type") or "").rsplit("/", 1)[-1], child.get("Target") or ""
        external = child.get("TargetMode") == "External"
        found[child.get("Id") or ""] = Relation(kind, target if external else resolved(target, folder), external)
    return found


def main_part(members: Members, usual: str) -> str:
    """The name of the part with which a package begins, the usual one where the package does not say. ReadError("corrupt") without it."""
    try:
        relations = relations_of(members, "")
    except ReadError as error:
        if error.code in ("encrypted", "too-large"):
            raise
        relations = {}
    for relation in relations.values():
        if relation.kind == "officeDocument" and not relation.external and relation.target in members:
            return relation.target
    if usual not in members:
        raise ReadError("corrupt", f"the package has no main part {usual}", f"文件包中缺少主文档 {usual}")
    return usual
