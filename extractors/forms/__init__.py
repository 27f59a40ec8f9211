"""Form descriptions: one literal file a form, chosen by score with its evidence.

A description only says what the general reader cannot know: which printed form this is. A document that matches none
keeps `template` null and is read by the vocabulary alone.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.errors import UserFileError, line_of
from extractors.interpret.path_rules import PathRule, path_rule
from extractors.raw import Claim
from normalizers.text import fold

THRESHOLD = 0.75
_KEYS = {"id", "family", "title", "labels", "never", "rule"}


class FormError(UserFileError):
    """A user's form description is no description, or takes the id of another one."""


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: words of its title (any of them), labels it always prints, labels it never prints, rules of its own."""

    id: str
    family: str
    title: tuple[str, ...]
    labels: tuple[str, ...]
    never: tuple[str, ...] = ()
    rules: tuple[PathRule, ...] = ()


@cache
def described() -> tuple[Form, ...]:
    """The forms that the project describes, by id."""
    found = [importlib.import_module(f"{__name__}.{m.name}").FORM for m in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda f: f.id))


def load(folder: Path) -> tuple[Form, ...]:
    """Our forms and a user's: one TOML file a form, with `id`, `family`, `title`, `labels`, perhaps `never` and `[[rule]]`.

    A rule says where a value stands on this form alone, as `extractors/interpret/rules/form.toml` does for all of them.
    """
    forms = {form.id: form for form in described()}
    for path in sorted(folder.glob("*.toml")):
        form = _form(path)
        if form.id in forms:
            raise FormError(f"{path.name}: the id {form.id!r} is taken by another form")
        forms[form.id] = form
    return tuple(forms[name] for name in sorted(forms))


def _form(path: Path) -> Form:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"{path.name} is not TOML: {error}") from error
    if unknown := sorted(data.keys() - _KEYS):
        raise FormError(f"{path.name}: {line_of(text, unknown[0])}{', '.join(unknown)} is not one of {', '.join(sorted(_KEYS))}")
    for key in ("id", "family"):
        if not isinstance(data.get(key), str) or not data[key]:
            raise FormError(f"{path.name}: {line_of(text, key)}{key} must be a word")
    lists = {key: data.get(key, []) for key in ("title", "labels", "never")}
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value) or (key != "never" and not value):
            raise FormError(f"{path.name}: {line_of(text, key)}{key} must be a list of printed words")
    rules = []
    for table in data.get("rule", []):
        try:
            rules.append(path_rule(table))
        except ValueError as error:
            raise FormError(f"{path.name}: {line_of(text, str(table.get('name', '[[rule]]')))}{error}") from error
    return Form(data["id"], data["family"], tuple(lists["title"]), tuple(lists["labels"]), tuple(lists["never"]), tuple(rules))


def rules_for(printed: set[str], title: str, forms: Sequence[Form] | None = None) -> tuple[PathRule, ...]:
    """The rules of the form whose labels and title a document prints; () where it is none with rules of its own.

    Args:
        printed: the folded short texts of the document's cells, without colons.
        title: its titles, as printed.
        forms: the descriptions to choose from.
    """
    known = [form for form in (described() if forms is None else forms) if form.rules]
    best = max(known, key=lambda form: score(form, printed, fold(title)), default=None)
    return best.rules if best is not None and score(best, printed, fold(title)) >= THRESHOLD else ()


def choose(claims: Iterable[Claim], title: str, forms: Sequence[Form] | None = None) -> tuple[str | None, tuple[str, ...]]:
    """The best description of a document by its labels and titles, and the scores of all; None below the threshold or on a tie."""
    printed = {fold(c.span.piece.text).rstrip(":") for c in claims}
    scores = sorted(((score(f, printed, fold(title)), f.id) for f in (described() if forms is None else forms)), reverse=True)
    evidence = tuple(f"{form}: {value:.2f}" for value, form in scores if value > 0)
    if not scores or scores[0][0] < THRESHOLD or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None, evidence
    return scores[0][1], evidence


def score(form: Form, printed: set[str], title: str) -> float:
    """Share of the form's labels that are printed, halved where no word of its title is; 0 with a label it never prints."""
    if any(fold(label) in printed for label in form.never):
        return 0.0
    share = sum(any(fold(label) in p for p in printed) for label in form.labels) / len(form.labels)
    return share if any(word in title for word in form.title) else share / 2
