"""What a rule of the officer is: a file of `pipeline.checks.officer` with its condition, its sentences and three examples."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final, Literal, Protocol

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.schema import Row

GOAL: Final = frozenset({"goal"})
SELF: Final = frozenset({"self_evaluation"})
MONITORING: Final = frozenset({"monitoring"})
PLANNED: Final = GOAL | SELF
GIVEN: Final = frozenset({"subject", "raw"})
"""Slots that the review fills for every issue."""


class Scope(StrEnum):
    """What a rule looks at: one project (or the department's own form), one submission, or all of a batch."""

    GROUP = "group"
    DOCUMENT = "document"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Example:
    """A form in few words, and how often the rule must fire on it.

    `indicators` are rows `一级 | 二级 | 名称 | 目标`, for results `… | 实际 | 分值 | 得分 | 偏差原因 | 依据`; `funding` rows
    `来源 | 阶段 | 金额 | 执行率`.
    `attributes` are the project's other pairs, `标签: 内容`. `kind`: bad (the fault), good (the same without it), gaps (what is needed to
    judge is not there: nothing may be said).
    """

    kind: Literal["bad", "good", "gaps"]
    hits: int
    indicators: tuple[str, ...] = ()
    goal: str | None = None
    budget: str | None = None
    funding: tuple[str, ...] = ()
    name: str = "技能培训项目"
    family: str = "goal"
    year: int | None = 2024
    as_of: str | None = None
    partial: bool = False
    code: str | None = None
    attributes: tuple[str, ...] = ()
    others: tuple[Example, ...] = ()
    """Further projects of the same submission."""
    apart: tuple[Example, ...] = ()
    """Further submissions of the batch."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `zh` and `en` say what is wrong (slots: subject, raw and the hit's own), `todo` what the department is asked to do.

    `basis` names norms of `pipeline/rules/norms.toml`. `whole`: it says that something is not there, so it waits where a part of the
    document was not read. `classes`: it goes by the classes of levels, so it waits where more than a fifth of a group has none.
    `on` is the state in the national profile. `covers` are codes of the conversion that say the same of the same row.
    """

    code: str
    title: str
    severity: Severity
    zh: str
    en: str
    todo: str
    examples: tuple[Example, ...]
    basis: tuple[str, ...] = ()
    families: frozenset[str] = GOAL
    scope: Scope = Scope.GROUP
    whole: bool = False
    classes: bool = False
    on: bool = True
    covers: frozenset[str] = frozenset()

    @property
    def slots(self) -> frozenset[str]:
        """The arguments that its hits must bring."""
        names = {name for sentence in (self.zh, self.en) for _, name, _, _ in Formatter().parse(sentence) if name}
        return frozenset(names - GIVEN)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule does not hold: the row it is about (None: the whole form), the column, and the sentence's arguments."""

    case: Case
    group: Group | None = None
    row: Row | None = None
    field: str | None = None
    raw: str | None = None
    args: dict[str, str] = dataclasses.field(default_factory=dict)
    severity: Severity | None = None


class GroupRule(Protocol):
    """A rule's module of scope GROUP."""

    RULE: Rule

    def check(self, case: Case, group: Group) -> Iterator[Hit]:
        """Every place of one project's form where the rule does not hold."""
        ...


class DocumentRule(Protocol):
    """A rule's module of scope DOCUMENT."""

    RULE: Rule

    def check(self, case: Case) -> Iterator[Hit]:
        """Every place of one submission where the rule does not hold."""
        ...


class BatchRule(Protocol):
    """A rule's module of scope BATCH."""

    RULE: Rule

    def check(self, cases: Sequence[Case]) -> Iterator[Hit]:
        """Every place of a batch where the rule does not hold."""
        ...
