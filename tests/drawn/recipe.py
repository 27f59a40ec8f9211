"""A recipe says everything that is drawn: the family, the rows, the labels and every choice of layout.

`recipes(seed, count)` draws recipes; `draw` of `families` turns one into a form. A recipe is what a failure is reported as and what
shrinks, so every choice is a field with a plain value, and a field at its default is the plainest form.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from .content import KEYS
from .labels import HELD, KNOWN, LISTS, NONSENSE, OPEN, is_held, of, undated

FAMILIES: Final = (
    "national_goal",
    "goal_book",
    "old_national",
    "whole_department",
    "self_evaluation",
    "monitoring",
    "transfer_by_region",
    "flat_list",
    "grades",
    "review",
    "near_miss",
)
AROUND: Final = ("income", "three_public", "procurement", "assets", "contents", "project_list")
_USUAL: Final = ("blank-target", "blank-goal", "total-not-sum")
FAULTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "national_goal": (*_USUAL, "blank-amount"),
        "goal_book": _USUAL,
        "old_national": _USUAL,
        "transfer_by_region": _USUAL,
        "self_evaluation": _USUAL,
        "monitoring": _USUAL,
        "flat_list": ("blank-target", "blank-goal"),
        "whole_department": ("blank-target", "blank-goal"),
    }
)
"""What may be drawn wrong in a form of each family."""
VALUE_CELLS: Final = ("one", "sign", "unit", "three")
"""≥95% in one cell; ≥ | 95%; ≥95 | %; ≥ | 95 | %."""
EXTRAS: Final = ("description", "basis", "note", "weight", "reference")
"""`reference`: a value of an earlier year, which looks like a target and is none."""

_ATTEMPTS: Final = 2000
# Which choices a family has; what is not named stays at its default.
_DOUBLES: Final = MappingProxyType({"national_goal": ("names", "values"), "old_national": ("values", "blocks", "blocks")})
_EXTRAS: Final = MappingProxyType({"goal_book": ("description", "basis"), "grades": ("description", "basis")})
_TARGETLESS: Final = ("grades", "review", "near_miss")
_ODD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "self_evaluation": ("actual", "weight", "score"),
        "monitoring": ("to_date", "forecast"),
        "grades": ("level3",),
        "review": ("weight", "score"),
        "national_goal": ("goal", "total"),
    }
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One document. `rows` holds the keys of the indicators of each project; `odd` the labels that replace known ones, by role."""

    seed: str
    family: str
    labels: str = KNOWN
    rows: tuple[tuple[int, ...], ...] = ((0,),)
    odd: tuple[tuple[str, str], ...] = ()
    value_cells: str = "one"
    header_rows: int = 1
    double: str = ""
    level_weights: bool = False
    merged: bool = True
    level2: bool = True
    left_head: bool = True
    early: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    unit_place: str = "head"
    other_blank: bool = False
    adjusted: bool = False
    """Targets of the year's beginning beside adjusted ones: the adjusted ones are the targets."""
    fillers: bool = False
    """A last row of …… that is no indicator."""
    note_row: bool = False
    """A remark over the whole width under the indicators."""
    title_row: bool = False
    """Title and year stand in the table's first rows."""
    amount_inside: bool = False
    """An amount in its label's cell: 财政拨款：12.50万元."""
    paired: bool = False
    """The first row holds two indicators, numbered lines in its name and its target."""
    title_lines: bool = False
    """A title over two lines."""
    broken: bool = False
    """Labels over two lines (绩效 / 指标), or with spaces between their characters (备 注)."""
    serial: bool = False
    """A first column of numbers."""
    short_levels: bool = False
    """Levels without 指标: 产出, 数量."""
    worded: bool = False
    """Signs as words: 不低于95%, 10天以内."""
    coded: bool = False
    """A list whose cells print a code and a name: 130303…-村级文化中心项目."""
    two_moneys: bool = False
    """With two horizons: the amounts of the whole period beside those of the year."""
    narrative: bool = False
    """Duties in prose before the forms, and signatures after each."""
    numbered: bool = False
    """Names print their number: 指标1：验收合格率."""
    stages: bool = False
    """A list with 年初预算数 | 全年预算数 | 全年执行数."""
    title_each: bool = False
    around: tuple[tuple[str, str], ...] = ()
    """Unrelated tables with their place: before, between, after."""
    fault: str = ""
    page_cut: str = ""
    """PDF: pages so short that tables are cut `between` rows or also `inside` them."""
    head_again: bool = False
    """A table's head stands again at the top of each page (PDF)."""

    @property
    def held(self) -> bool:
        """Whether anything of it is held out: a label, or a layout."""
        return any(is_held(label) for _, label in self.odd) or held_layout(self)

    def __str__(self) -> str:
        plain = {one.name: one.default for one in fields(self)}
        told = [f"{name}={getattr(self, name)!r}" for name, usual in plain.items() if getattr(self, name) != usual]
        return f"Recipe({', '.join(told)})"


def held_layout(recipe: Recipe) -> bool:
    """Layouts kept for measuring: a sign apart from number and unit, heads over both horizons, a weight before the target, and level 1
    printed in every row of a form that has no level 2."""
    doubled = recipe.double == "names" and recipe.header_rows == 2
    return recipe.value_cells == "sign" or doubled or "weight" in recipe.early or not (recipe.merged or recipe.level2)


def recipes(seed: int, count: int, *, family: str | None = None, labels: str | None = None, share: str | None = None) -> Iterator[Recipe]:
    """`count` recipes of a seed, families and label lists in turn.

    Args:
        seed: The same seed and arguments give the same recipes.
        count: How many.
        family: One of FAMILIES; all in turn where None.
        labels: One of LISTS; all in turn where None.
        share: `open` leaves out what is held for measuring, `held` keeps only that, None takes both.

    Yields:
        Recipes, the same in the same order for the same arguments.

    Raises:
        ValueError: Nothing of the share can be drawn for a family and a list.
    """
    for turn in range(count):
        name = family or FAMILIES[turn % len(FAMILIES)]
        kind = labels or LISTS[turn // len(FAMILIES) % len(LISTS)]
        attempts = (_recipe(f"{seed}/{turn}/{attempt}", name, kind, share) for attempt in range(_ATTEMPTS))
        found = next((one for one in attempts if share is None or one.held == (share == HELD)), None)
        if found is None:
            raise ValueError(f"no {share} recipe of family {name} with {kind} labels in {_ATTEMPTS} attempts")
        yield found


def _recipe(seed: str, family: str, labels: str, share: str | None) -> Recipe:
    rng = random.Random(f"recipe/{seed}/{family}/{labels}")
    several = 1 if family in ("whole_department", "review", "near_miss") else rng.choice((1, 1, 1, 2, 3))
    rows = tuple(tuple(sorted(rng.sample(range(KEYS), rng.randint(3, 9)))) for _ in range(several))
    cells = (
        "one" if family in _TARGETLESS else "unit" if family == "transfer_by_region" else rng.choice(("one", "one", "one", *VALUE_CELLS))
    )
    double = rng.choice(("", "", *_DOUBLES.get(family, ("",)))) if cells == "one" else ""
    head = 2 if rng.random() < 0.3 and family != "review" and double != "values" else 1
    early, late = _extras(rng, family) if not double else ((), ())
    return Recipe(
        seed,
        family,
        labels,
        rows,
        _odd(rng, family, labels, share, cells, double),
        value_cells=cells,
        header_rows=head,
        double=double,
        level_weights=rng.random() < 0.2 and family in ("self_evaluation", "national_goal"),
        merged=rng.random() < 0.85,
        level2=rng.random() < 0.9 or double == "names",
        left_head=rng.random() < 0.8,
        early=early,
        late=late,
        unit_place=rng.choice(("head", "head", "label", "value", "line")),
        other_blank=rng.random() < 0.3,
        adjusted=rng.random() < 0.2 and family in ("national_goal", "self_evaluation") and cells == "one" and not double,
        fillers=rng.random() < 0.2 and family != "review",
        note_row=rng.random() < 0.15,
        title_row=rng.random() < 0.15 and family not in ("goal_book", "grades", "flat_list", "near_miss"),
        amount_inside=rng.random() < 0.25 and family == "old_national",
        paired=rng.random() < 0.2
        and family in ("national_goal", "goal_book", "flat_list", "whole_department")
        and (cells, double, early, late) == ("one", "", (), ()),
        title_lines=rng.random() < 0.15,
        broken=rng.random() < 0.25,
        serial=rng.random() < 0.15 and family not in ("grades", "review", "near_miss") and double != "names",
        short_levels=rng.random() < 0.15,
        worded=rng.random() < 0.15 and cells == "one",
        coded=rng.random() < 0.4 and family == "flat_list",
        two_moneys=rng.random() < 0.6 and family == "national_goal" and double != "",
        narrative=rng.random() < 0.15 and family != "near_miss",
        numbered=rng.random() < 0.15 and family != "near_miss",
        stages=rng.random() < 0.4 and family == "flat_list",
        title_each=rng.random() < 0.5,
        around=_around(rng),
        fault=rng.choice(FAULTS[family]) if rng.random() < 0.15 and family in FAULTS else "",
        page_cut=rng.choice(("", "", "between", "inside")),
        head_again=rng.random() < 0.3 and family in ("flat_list", "goal_book"),
    )


def _extras(rng: random.Random, family: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    allowed = _EXTRAS.get(
        family, EXTRAS if family in ("national_goal", "flat_list", "whole_department") else ("description", "basis", "note")
    )
    if family in ("self_evaluation", "monitoring", "review", "transfer_by_region", "near_miss"):
        allowed = ("note", "reference") if family == "transfer_by_region" else ()
    chosen = [name for name in allowed if rng.random() < 0.45]
    early = tuple(name for name in chosen if name != "note" and rng.random() < 0.4)
    return early, tuple(name for name in chosen if name not in early)


def _odd(rng: random.Random, family: str, labels: str, share: str | None, cells: str, double: str) -> tuple[tuple[str, str], ...]:
    """One or two labels that the vocabulary does not list, for roles that the form prints."""
    if labels == KNOWN:
        return ()
    roles = [*_ODD.get(family, ()), *(() if family in _TARGETLESS else ("target", "target", "level3", "level1", "level2"))]
    roles += [role for role, where in (("sign", ("sign", "three")), ("unit", ("unit", "three"))) if cells in where]
    texts = {role: of(role, labels, OPEN if share == OPEN else None) for role in roles}
    if double:
        texts["target"] = undated(texts["target"])
    usable = [role for role in roles if texts[role]]
    chosen = list(dict.fromkeys(rng.choice(usable) for _ in range(rng.choice((1, 2))))) if usable else []
    if labels == NONSENSE and {"weight", "score"} <= set(chosen):
        chosen.remove("score")
    return tuple((role, rng.choice(texts[role])) for role in chosen)


def _around(rng: random.Random) -> tuple[tuple[str, str], ...]:
    if rng.random() < 0.65:
        return ()
    return tuple((rng.choice(AROUND), rng.choice(("before", "before", "between", "after"))) for _ in range(rng.choice((1, 1, 2))))
