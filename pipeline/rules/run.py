"""Running the rules over cases: which there are, when they wait, and what comes of them as issues for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final, cast

from pipeline.findings.catalogue import CATALOGUE
from pipeline.findings.entry import Severity
from pipeline.findings.kinds import SUBMISSION
from pipeline.findings.sentences import shown
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.norms import norms
from pipeline.rules.profile import Profile, load
from pipeline.rules.rule import BatchRule, DocumentRule, GroupRule, Hit, Rule, Scope
from pipeline.rules.todo import TODO
from pipeline.schema import Row

_FOLDER: Final = "pipeline.checks.officer"


@dataclass(frozen=True, slots=True, eq=False)
class Issue:
    """What a department is asked about: a rule's hit or a finding of the conversion, with its sentences, place and basis.

    `place` is where the print stands (page, block, row, column, sheet, cell as in `findings`); None for a whole form.
    """

    case: Case
    code: str
    severity: Severity
    title: str
    message: str
    message_en: str
    todo: str
    basis: str | None
    project: Row | None
    indicator: Row | None
    field: str | None
    raw: str | None
    place: Row | None


@cache
def modules() -> tuple[GroupRule | DocumentRule | BatchRule, ...]:
    """Every rule's module, in order of its file name."""
    names = sorted(module.name for module in iter_modules(import_module(_FOLDER).__path__))
    return tuple(cast(GroupRule, import_module(f"{_FOLDER}.{name}")) for name in names)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code."""
    return {module.RULE.code: module.RULE for module in modules()}


def codes() -> frozenset[str]:
    """The codes that a profile may name: those of the rules, and those of the conversion that are about submissions."""
    return frozenset(rules()) | SUBMISSION


def profile(name: str) -> Profile:
    """A profile, checked against the rules that there are. ProfileError where it cannot be used."""
    return load(name, codes())


def issues(cases: Sequence[Case]) -> list[Issue]:
    """Everything that departments are asked about, by case, then in the order of the print.

    Args:
        cases: the submissions of a batch.

    Returns:
        Issues of the rules that are on and of the conversion's findings about submissions; what rests on doubtful reading is left out.
    """
    hits = [hit for case in cases for hit in _hits(case)] + _batch_hits(cases)
    found = [issue for hit in hits if (issue := _issue(hit)) is not None]
    covered = {(id(issue.case), code, _key(issue)) for issue in found for code in rules()[issue.code].covers}
    for case in cases:
        converted = (_converted(case, row) for row in case.rows["findings"] if row["rule"] in SUBMISSION)
        found += [one for one in converted if one is not None and (id(case), one.code, _key(one)) not in covered]
    order = {id(case): place for place, case in enumerate(cases)}
    return sorted(found, key=lambda issue: (order[id(issue.case)], *_order(issue)))


def _key(issue: Issue) -> str:
    row = issue.indicator or issue.project
    return str(row["indicator_id"] if issue.indicator is not None else row["project_id"]) if row is not None else ""


def _order(issue: Issue) -> tuple[int, int, str]:
    project, indicator = issue.project, issue.indicator
    return (
        int(str(project["ordinal"])) if project is not None else 0,
        int(str(indicator["ordinal"])) if indicator is not None else 0,
        issue.code,
    )


def _hits(case: Case) -> Iterator[Hit]:
    if case.document["status"] == "failed":
        return
    for module in modules():
        rule = module.RULE
        if case.settings.severity(rule.code, rule.severity, on=rule.on) is None or (rule.whole and not case.whole):
            continue
        if rule.scope is Scope.GROUP:
            for group in case.groups:
                if group.family(text(case.document, "form_family")) in rule.families and (not rule.classes or group.classed):
                    yield from _certain(case, cast(GroupRule, module).check(case, group), rule)
        elif rule.scope is Scope.DOCUMENT:
            yield from _certain(case, cast(DocumentRule, module).check(case), rule)


def _batch_hits(cases: Sequence[Case]) -> list[Hit]:
    read = [case for case in cases if case.document["status"] != "failed"]
    found: list[Hit] = []
    for module in modules():
        if module.RULE.scope is Scope.BATCH:
            for hit in cast(BatchRule, module).check(read):
                found += _certain(hit.case, [hit], module.RULE)
    return found


def _certain(case: Case, hits: Iterable[Hit], rule: Rule) -> Iterator[Hit]:
    """Those hits that do not rest on a row that was read with doubt; each says its rule."""
    for hit in hits:
        if not (_row_keys(hit) & case.doubted):
            hit.args["rule"] = rule.code
            yield hit


def _row_keys(hit: Hit) -> frozenset[str]:
    row = hit.row
    if row is None:
        project = hit.group.project if hit.group is not None else None
        return frozenset({str(project["project_id"])}) if project is not None else frozenset()
    names = ("indicator_id", "goal_id", "funding_id")
    return frozenset(str(row[name]) for name in names if name in row)


def _issue(hit: Hit) -> Issue | None:
    rule = rules()[hit.args["rule"]]
    case, settings = hit.case, hit.case.settings
    severity = settings.severity(rule.code, rule.severity, on=rule.on)
    if severity is None:
        return None
    if hit.severity is not None and rule.code not in settings.states:
        severity = hit.severity
    slots = {name: shown(value) for name, value in hit.args.items()} | {"raw": shown(hit.raw)}
    zh, en = subject(hit.group, hit.row)
    indicator = hit.row if hit.row is not None and "indicator_id" in hit.row and "level3" in hit.row else None
    return Issue(
        case,
        rule.code,
        severity,
        rule.title,
        rule.zh.format(**slots, subject=zh),
        rule.en.format(**slots, subject=en),
        rule.todo,
        cited(case, rule.code, rule.basis),
        hit.group.project if hit.group is not None else None,
        indicator,
        hit.field,
        hit.raw,
        _place(hit),
    )


def subject(group: Group | None, row: Row | None) -> tuple[str, str]:
    """What an issue is about, in both languages: 项目「车辆保险费」第3项指标「公车数量」."""
    project = group.project if group is not None else None
    name = text(project, "project_name") if project is not None else None
    zh = f"项目「{shown(name)}」" if name else f"第{project['ordinal']}个项目" if project is not None else "部门整体表"
    en = f"Project 「{shown(name)}」" if name else f"Project {project['ordinal']}" if project is not None else "The department's form"
    if row is not None and "level3" in row:
        called = text(row, "level3") or text(row, "level2")
        zh += f"第{row['ordinal']}项指标" + (f"「{shown(called)}」" if called else "")
        en += f", indicator {row['ordinal']}" + (f" 「{shown(called)}」" if called else "")
    return zh, en


def _place(hit: Hit) -> Row | None:
    """Where the print stands: the column's own place, else the row's name."""
    row, places = hit.row, hit.case.places
    if row is not None:
        table, key = next(((table, str(row[key])) for table, key in _KEYS if key in row), ("", ""))
        tried = (hit.field or "", "raw", "level3", "text", "level2", "label")
        return next((found for name in tried if (found := places.get((table, key, name))) is not None), None)
    project = hit.group.project if hit.group is not None else None
    if project is None:
        return None
    names = (hit.field or "", "project_name", "heading", "project_code")
    return next((found for name in names if (found := places.get(("projects", str(project["project_id"]), name))) is not None), None)


_KEYS: Final = (("indicators", "indicator_id"), ("goals", "goal_id"), ("funding", "funding_id"))


def cited(case: Case, code: str, basis: Sequence[str]) -> str | None:
    """The bureau's own paper for a rule, else the first norm that was read and holds for the place; None where there is none."""
    own = case.settings.basis.get(code)
    if own is not None:
        return own
    region = text(case.document, "region_code")
    return next((norm.cited for name in basis if (norm := norms()[name]).holds_for(region)), None)


def _converted(case: Case, row: Row) -> Issue | None:
    """A finding of the conversion as an issue; None where the profile has it off, or holds the sum of weights that it doubts for right."""
    code = str(row["rule"])
    entry = CATALOGUE[code]
    severity = case.settings.severity(code, entry.severity)
    keys = {str(row[name]) for name in ("indicator_id", "project_id") if row[name]}
    if severity is None or keys & case.doubted:
        return None
    groups = {str(group.project["project_id"]): group for group in case.groups if group.project is not None}
    group = groups.get(str(row["project_id"])) or next((one for one in case.groups if one.project is None), None)
    if code == "weight.sum" and group is not None and _usual(case, group):
        return None
    indicator = next((one for one in case.rows["indicators"] if row["indicator_id"] and one["indicator_id"] == row["indicator_id"]), None)
    title, todo, basis = TODO[code]
    zh, en = str(row["message"]), str(row["message_en"])
    project = group.project if group is not None else None
    raw, field = text(row, "raw"), text(row, "field")
    place = row if row["page"] is not None or row["block"] is not None else None
    return Issue(case, code, severity, title, zh, en, todo, cited(case, code, basis), project, indicator, field, raw, place)


def _usual(case: Case, group: Group) -> bool:
    """Whether the weights of a form add up to what the profile allows."""
    horizons = {row["horizon"] for row in group.indicators}
    sums = (sum(filter(None, (number(row, "weight") for row in group.indicators if row["horizon"] == one))) for one in horizons)
    return all(total in case.settings.totals for total in sums)
