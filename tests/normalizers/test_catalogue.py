"""The catalogue of remarks is what the normalisers really make."""

from __future__ import annotations

import ast
from pathlib import Path

import normalizers
from normalizers.catalogue import REMARKS


def made() -> set[tuple[str, tuple[str, ...]]]:
    """Every `Note.of("code", arg=…)` in the package."""
    found = set()
    for path in Path(normalizers.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Note.of" and isinstance(node.args[0], ast.Constant):
                found.add((str(node.args[0].value), tuple(sorted(str(keyword.arg) for keyword in node.keywords))))
    return found


def test_every_note_is_catalogued_with_its_arguments() -> None:
    assert made() == {(remark.code, tuple(sorted(remark.args))) for remark in REMARKS}


def test_codes_are_unique() -> None:
    assert len({remark.code for remark in REMARKS}) == len(REMARKS)
