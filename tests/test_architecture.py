"""The house holds: imports run one way, a parser is known to its own reader alone, nothing grows too large to read."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("normalizers", "extractors", "pipeline", "jixiao")
MODULES = sorted(path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FORMS = [module for module in MODULES if module.startswith("extractors/forms/") and not module.endswith("__init__.py")]

# What extractors may know of the value language: labels and values fold alike, remarks have one shape.
SHARED = ("normalizers.text", "normalizers.notes", "normalizers.notation")
# Where the reading of forms asks what a cell's print looks like, and may know all of it.
ASKING = ("extractors/interpret/", "extractors/vocabulary/")
# Who may import a library that reads or draws for us: the modules whose path begins so.
PLACES = {
    "PIL": ("extractors/readers/image",),
    "cv2": ("extractors/ocr/", "extractors/tables/pixels"),
    "distributed": ("pipeline/batch/cluster",),
    "docx": ("extractors/readers/docx", "pipeline/letters/"),
    "duckdb": ("pipeline/exporters/", "pipeline/report/", "pipeline/views/"),
    "botocore": ("pipeline/intake/remote",),
    "fsspec": ("pipeline/intake/remote",),
    "libarchive": ("pipeline/intake/streams",),
    "lxml": ("extractors/readers/",),
    "matplotlib": ("pipeline/report/",),
    "onnxruntime": ("extractors/ocr/",),
    "pdfminer": ("extractors/readers/pdf",),
    "pdfplumber": ("extractors/readers/pdf",),
    "pypdfium2": ("extractors/readers/pdf",),
    "pypdfium2_raw": ("extractors/readers/pdf",),
    "tinycss2": ("extractors/readers/html/",),
    "xlrd": ("extractors/readers/sheets/xls",),
    "xlsxwriter": ("pipeline/exporters/",),
}
# Readers never see forms, forms never see readers or the engine.
APART = {
    "extractors/readers/": (
        "extractors.interpret",
        "extractors.forms",
        "extractors.engine",
        "extractors.vocabulary",
        "extractors.tables.from_text",
    ),
    "extractors/forms/": ("extractors.readers", "extractors.engine"),
    "extractors/tables/": ("extractors.readers", "extractors.forms", "extractors.engine"),
}
# Third-party modules that any module of a package may import.
COMMON = {
    "normalizers": {"regex"},
    "extractors": {"regex", "numpy"},
    "pipeline": {"pyarrow", "pandas", "tqdm", "regex"},
    "jixiao": set(),
}
MOST_LINES, MOST_OF_A_FUNCTION = 300, 40


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), module)


def imported(module: str) -> set[str]:
    """Full names of what a module imports, anywhere in it."""
    found: set[str] = set()
    here = module.removesuffix(".py").removesuffix("/__init__").split("/")
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            depth = len(here) - node.level + module.endswith("__init__.py")
            base = ".".join([*here[:depth], *([node.module] if node.module else [])]) if node.level else str(node.module)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_there_is_something_to_look_at() -> None:
    assert {module.split("/")[0] for module in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    ours = {name for name in imported(module) if under(name, PACKAGES)}
    if module.startswith("normalizers/"):
        assert not {name for name in ours if not under(name, ("normalizers",))}
    if module.startswith("pipeline/"):
        assert not {name for name in ours if under(name, ("jixiao",))}
    if module.startswith("extractors/"):
        shared = ("normalizers",) if module.startswith(ASKING) else SHARED
        assert not {name for name in ours if not under(name, ("extractors", *shared))}


@pytest.mark.parametrize("module", MODULES)
def test_readers_forms_and_grids_do_not_know_each_other(module: str) -> None:
    for place, strangers in APART.items():
        if module.startswith(place):
            assert not {name for name in imported(module) if under(name, strangers)}


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_where_it_belongs(module: str) -> None:
    foreign = {name.split(".")[0] for name in imported(module)} - set(PACKAGES) - sys.stdlib_module_names
    allowed = COMMON[module.split("/")[0]] | {library for library, places in PLACES.items() if module.startswith(places)}
    assert not foreign - allowed


def pure_data(module: str) -> bool:
    """Whether a module is a table: names and values, with hardly a line that does anything."""
    doing = sum((function.end_lineno or 0) - function.lineno + 1 for function in functions(module))
    return doing * 20 <= len((ROOT / module).read_text("utf-8").splitlines())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    lines = len((ROOT / module).read_text("utf-8").splitlines())
    assert lines <= MOST_LINES or pure_data(module), f"{module} has {lines} lines"


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("module", MODULES)
def test_a_function_can_be_read_at_a_glance(module: str) -> None:
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions(module)}
    assert not {name: length for name, length in lengths.items() if length > MOST_OF_A_FUNCTION}


@pytest.mark.parametrize("module", FORMS)
def test_a_form_description_is_a_literal(module: str) -> None:
    doing = ast.FunctionDef | ast.Lambda | ast.If | ast.IfExp | ast.For | ast.comprehension
    assert not [node for node in ast.walk(tree(module)) if isinstance(node, doing)]


@pytest.mark.parametrize("module", MODULES)
def test_no_exception_is_swallowed_whole(module: str) -> None:
    caught = [node.type for node in ast.walk(tree(module)) if isinstance(node, ast.ExceptHandler)]
    assert not [kind for kind in caught if kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))]
