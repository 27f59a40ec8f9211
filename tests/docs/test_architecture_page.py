"""The arrows of docs/architecture.md are those of the code: every import goes to the same layer or below."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("normalizers", "extractors", "pipeline")
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def node(name: str) -> str:
    """What the page calls a module: `normalizers`, or a package's part."""
    parts = name.split(".")
    return parts[0] if parts[0] == "normalizers" else ".".join(parts[:2])


@cache
def modules() -> dict[str, Path]:
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def imports(path: Path) -> Iterator[str]:
    """What a module imports when it runs (what only a type checker reads is no arrow)."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for inner in ast.walk(block)
    }
    for one in ast.walk(tree):
        if id(one) in guarded:
            continue
        if isinstance(one, ast.Import):
            yield from (alias.name for alias in one.names)
        elif isinstance(one, ast.ImportFrom) and one.module:
            yield from (f"{one.module}.{a.name}" if f"{one.module}.{a.name}" in modules() else one.module for a in one.names)


@cache
def arrows() -> set[tuple[str, str]]:
    # The bare packages are facades: they load what they hand out on first use.
    found = {(node(name), node(other)) for name, path in modules().items() for other in imports(path) if other.split(".")[0] in PACKAGES}
    return {(one, other) for one, other in found if one != other and "pipeline" not in (one, other) and "extractors" not in (one, other)}


def layers() -> dict[str, int]:
    rows = re.findall(r"^\| [^|]+ \| ((?:`[\w.]+` ?)+) \|$", PAGE, re.MULTILINE)
    found = [(name, depth) for depth, row in enumerate(rows) for name in re.findall(r"`([\w.]+)`", row)]
    assert len(found) == len(dict(found)), "a module stands in one layer"
    return dict(found)


def test_every_part_of_the_code_has_a_layer() -> None:
    parts = {node(name) for name in modules()} - {"pipeline", "extractors"}
    assert not parts - layers().keys(), "say in docs/architecture.md where it stands"
    assert not layers().keys() - parts, "docs/architecture.md names what is no more"


def test_no_import_goes_up() -> None:
    depth = layers()
    assert not {f"{one} → {other}" for one, other in arrows() if depth[other] < depth[one]}


def test_the_arrows_that_the_page_draws_are_there() -> None:
    drawn = set(re.findall(r"`([\w.]+)` → `([\w.]+)`", PAGE))
    assert len(drawn) > 5
    assert not drawn - arrows()


def test_the_stages_that_the_page_draws_are_there() -> None:
    for name in re.findall(r"[│▼] ([a-z]+(?:\.[a-z]+)?) ", PAGE):
        assert name in modules(), name
