"""From a recipe that fails to the smallest one that still fails in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from .figures import read
from .recipe import Recipe

_MOST = 400
"""Readings that shrinking may cost."""


def shrink(recipe: Recipe, fails: Callable[[Recipe], bool], most: int = _MOST) -> Recipe:
    """The smallest recipe found: no single step of `simpler` still fails.

    Args:
        recipe: One that fails.
        fails: Whether a recipe fails; an exception counts as not failing in the same way.
        most: How often `fails` may be asked.
    """
    asked, found = 0, True
    while found:
        found = False
        for candidate in simpler(recipe):
            if asked >= most:
                return recipe
            asked += 1
            if _fails(candidate, fails):
                recipe, found = candidate, True
                break
    return recipe


def _fails(recipe: Recipe, fails: Callable[[Recipe], bool]) -> bool:
    try:
        return fails(recipe)
    except (AssertionError, ValueError, LookupError):  # a recipe that cannot be drawn
        return False


def simpler(recipe: Recipe) -> Iterator[Recipe]:
    """Every recipe that is one step simpler, the largest steps first."""
    rows = recipe.rows
    if len(rows) > 1:
        yield from (replace(recipe, rows=(*rows[:at], *rows[at + 1 :])) for at in range(len(rows)))
    for one in fields(recipe):
        if one.name not in ("seed", "family", "labels", "rows", "odd") and getattr(recipe, one.name) != one.default:
            yield replace(recipe, **{one.name: one.default})
    for name in ("odd", "around", "early", "late"):
        held = getattr(recipe, name)
        yield from (replace(recipe, **{name: (*held[:at], *held[at + 1 :])}) for at in range(len(held)))
    for at, keys in enumerate(rows):
        if len(keys) > 3:
            yield from (
                replace(recipe, rows=(*rows[:at], half, *rows[at + 1 :])) for half in (keys[: len(keys) // 2], keys[len(keys) // 2 :])
            )
        if len(keys) > 1:
            yield from (replace(recipe, rows=(*rows[:at], (*keys[:n], *keys[n + 1 :]), *rows[at + 1 :])) for n in range(len(keys)))


def kinds(recipe: Recipe, container: str, *, silent: bool = False) -> frozenset[tuple[str, str]]:
    """What goes wrong with a recipe in a container, by kind of thing and first column."""
    wrong = read(recipe, container).verdict.wrong
    return frozenset((one.what, one.how.split(":")[0]) for one in wrong if one.silent or not silent)


def smallest(recipe: Recipe, container: str, *, silent: bool = False) -> Recipe:
    """The smallest recipe that has at least one of the faults that this one has in the container."""
    before = kinds(recipe, container, silent=silent)
    return shrink(recipe, lambda one: bool(kinds(one, container, silent=silent) & before))
