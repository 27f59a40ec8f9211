"""How rows of each table are told apart, and where a truth keeps its lists."""

from __future__ import annotations

from typing import Final

from pipeline.regress.align import Shape

SHAPES: Final = {
    shape.table: shape
    for shape in (
        Shape(
            "projects",
            (("project_code",), ("project_name",)),
            ("project_name",),
            (("unit_name", 20), ("heading", 10), ("unit_code", 5)),
        ),
        Shape("grids", (("role",),), ("role",), (("caption", 20),)),
        Shape("sections", (("number", "heading"), ("heading",)), ("heading",), (("role", 20), ("text", 10))),
        Shape("tasks", (("name",),), ("name", "content"), (("content", 10), ("raw", 5))),
        Shape(
            "funding",
            (("horizon", "source", "stage"),),
            ("label", "raw"),
            (("source", 20), ("stage", 20), ("horizon", 15), ("raw", 10)),
            ordered=False,
        ),
        Shape("spending_plan", (("label",),), ("label",), (("period_end", 20), ("raw", 10))),
        Shape("goals", (("horizon",),), ("text",), (("actual", 10),)),
        Shape(
            "indicators",
            (("horizon", "level1", "level2", "level3"),),
            ("level3", "description"),
            (("level2", 20), ("description", 15), ("level1", 10), ("horizon", 8), ("raw", 6), ("weight", 2)),
            apart="horizon",
        ),
        Shape("indicator_parts", (("grade",), ("label",), ("raw",)), ("label", "raw"), (("raw", 10),)),
    )
}

OF_PROJECT: Final = {"funding": "funding", "spending_plan": "spending_plan", "goals": "goals", "indicators": "indicators"}
"""List of a truth's project -> table."""
OF_DOCUMENT: Final = {
    "grids": "grids",
    "sections": "sections",
    "tasks": "tasks",
    "goals": "goals",
    "funding": "funding",
    "department_indicators": "indicators",
}
"""List of a truth's top level -> table: the rows without a project."""
