"""Where a table without rules stands: the lines around a line of headings that keep to its columns.

A heading is a line of phrases that the vocabulary knows as headings of columns. Lines of labels and values above it (project, unit,
amounts) belong to the form, lines below it as long as they keep to the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.tables.label_roles import INDICATOR_HEADERS, LEVEL_HEADERS, LabelRole, Labels
from extractors.tables.undrawn.costs import APART, BESIDE, CENTRED, CROSSES, LARGER, LOOSE, ROUND, SAME_LINE, WRAP
from extractors.tables.undrawn.evidence import Region, TableEvidence
from extractors.tables.undrawn.phrases import Phrase, PrintedLine, printed_lines

MOST_RUNS = 6_000  # pieces of print on one page: more are no form, and every line is compared with others
LEAST_ROWS = 2  # lines of two phrases below a heading: less is a sentence that names headings
LEAST_PAIRS = 3  # lines that begin with a label and go on with a value, where nothing else tells a table
AHEAD = 8  # lines without a label between two that have one, within one form

_TELLING = LEVEL_HEADERS | {LabelRole.TARGET}


def regions(evidence: TableEvidence, labels: Labels) -> list[Region]:
    """The tables of a page, top to bottom."""
    if len(evidence.runs) > MOST_RUNS:
        return []
    lines = printed_lines(evidence.runs)
    page = _Page(lines, labels, evidence)
    out: list[Region] = []
    start = 0
    heads = [at for at, line in enumerate(lines) if is_heading(line, labels)]
    for number, at in enumerate(heads):
        if at < start:
            continue
        stop = heads[number + 1] if number + 1 < len(heads) else len(lines)
        first, last = page.first(at, start), page.last(at, stop)
        if _rows(lines[at + 1 : last]) < LEAST_ROWS:
            continue
        out += page.pairs(start, first)
        out.append(page.region(first, last, at))
        start = last
    return out + page.pairs(start, len(lines))


def is_heading(line: PrintedLine, labels: Labels) -> bool:
    """Whether a line names the columns of a table of indicators."""
    roles = [labels.roles(phrase.text) for phrase in line]
    known = sum(bool(role & INDICATOR_HEADERS) for role in roles)
    return known >= 2 and 2 * known >= len(line) and any(role & _TELLING for role in roles)


def _rows(lines: Sequence[PrintedLine]) -> int:
    return sum(len(line) > 1 for line in lines)


class _Page:
    """The lines of a page, and how far a table reaches up and down from its heading."""

    def __init__(self, lines: Sequence[PrintedLine], labels: Labels, evidence: TableEvidence) -> None:
        self.lines, self.labels, self.evidence = lines, labels, evidence
        self._known: dict[PrintedLine, tuple[float, float]] = {}
        pitches = [two[0].y0 - one[0].y0 for one, two in pairwise(lines)]
        self.pitch = median(pitches) if pitches else 0.0

    def region(self, first: int, last: int, heading: int | None) -> Region:
        """The lines [first, last) as a region, with the rules that lie among them."""
        lines = tuple(self.lines[first:last])
        top, bottom = lines[0][0].y0 - 2 * lines[0][0].em, lines[-1][0].y1 + 2 * lines[-1][0].em
        rules = tuple(rule for rule in self.evidence.rules if top <= rule[0] <= bottom)
        return Region(lines, None if heading is None else heading - first, rules)

    def last(self, heading: int, stop: int) -> int:
        """The line after the last one that belongs under a heading."""
        head = self.lines[heading]
        end = heading + 1
        for at in range(heading + 1, stop):
            line = self.lines[at]
            if self.is_parted(at - 1, at) or self._is_foreign(line, head, down=True):
                break
            end = at + 1
        return self._without_next(end, stop, heading)

    def _without_next(self, end: int, stop: int, heading: int) -> int:
        """Leaves out what stands above the next heading and belongs to it: its title and the labels under the title."""
        if end < stop or stop == len(self.lines):
            return end
        above = self.first(stop, heading + 1)
        return min(end, above)

    def first(self, heading: int, start: int) -> int:
        """The first line of the form that a heading stands in."""
        first = heading
        for at in range(heading - 1, max(start, 0) - 1, -1):
            line = self.lines[at]
            if self.is_parted(at, at + 1) or self._is_foreign(line, self.lines[heading], down=False):
                break
            if self._is_labelled(line) or self._begins_label(at):
                first = at
            elif first - at > AHEAD:
                break
        return first

    def pairs(self, start: int, stop: int) -> list[Region]:
        """Forms of labels and values alone: lines that follow each other and begin with a label, a value beside it."""
        out: list[Region] = []
        at = start
        while at < stop:
            labelled = [at] if self._is_labelled(self.lines[at]) else []
            end = at + 1
            while labelled and end < stop and end - labelled[-1] <= AHEAD and self._belongs(end, labelled[0]):
                labelled += [end] if self._is_labelled(self.lines[end]) else []
                end += 1
            if len(labelled) >= LEAST_PAIRS:
                end = next((line for line in range(labelled[-1] + 1, end) if not self._is_tight(line)), end)
                out.append(self.region(at, end, None))
                at = end
            else:
                at += 1
        return out

    def _belongs(self, at: int, first: int) -> bool:
        """Whether a line may stand in the form of pairs that begins with a line."""
        return not self.is_parted(at - 1, at) and not self._is_foreign(self.lines[at], self.lines[first], down=True)

    def _is_tight(self, at: int) -> bool:
        """Whether a line stands as close under the one before as wrapped lines do, and right of the labels."""
        above, line = self.lines[at - 1], self.lines[at]
        return len(line) == 1 and line[0].y0 - above[0].y0 < WRAP * line[0].em and line[0].x0 > above[0].x0

    def _is_labelled(self, line: PrintedLine) -> bool:
        """Whether a line begins with a label, or the second phrase is one, and another phrase stands apart."""
        if len(line) < 2 or line[1].x0 - line[0].x1 < BESIDE * line[0].em:
            return False
        return any(self._is_label(phrase) for phrase in line[:2])

    def _begins_label(self, at: int) -> bool:
        """Whether a line begins with the first half of a label that the line below ends: 项目名 | 称."""
        upper = self.lines[at][0]
        for line in self.lines[at + 1 : at + 3]:
            lower = line[0]
            near = abs(lower.x0 - upper.x0) < upper.em and lower.y0 - upper.y0 < WRAP * upper.em
            if near and not self.labels.roles(upper.text) and self.labels.roles(upper.text + lower.text):
                return True
        return False

    def _is_label(self, phrase: Phrase) -> bool:
        return bool(self.labels.roles(phrase.text)) and not phrase.text.rstrip().endswith(("：", ":"))

    def _is_named(self, phrase: Phrase) -> bool:
        """Whether a phrase is a label with its value behind a colon: such lines are read as lines."""
        before, colon, _ = phrase.text.replace(":", "：").partition("：")
        return bool(colon) and not self.labels.roles(phrase.text) and bool(self.labels.roles(before))

    def is_parted(self, above: int, below: int) -> bool:
        """Whether a ruled grid or more than the usual room lies between two lines."""
        one, two = self.lines[above][0], self.lines[below][0]
        if any(one.y1 <= bottom and top <= two.y0 for top, bottom in self.evidence.drawn):
            return True
        return two.y0 - one.y1 > max(APART * max(one.em, two.em), LOOSE * self.pitch)

    def _is_foreign(self, line: PrintedLine, head: PrintedLine, *, down: bool) -> bool:
        """Whether a line stands outside a table: a title, a named value, a sentence over the columns, or print beside them."""
        em = max(phrase.em for phrase in head)
        if any(phrase.em > LARGER * em for phrase in line):
            return True
        if self._is_named(line[0]) and line[0].x0 < self._left(head) + 2 * em:
            return True
        if len(line) > 1:
            return False
        only = line[0]
        crossed = sum(only.x0 + CROSSES * em < gap < only.x1 - CROSSES * em for gap in gaps(head))
        if down:
            return crossed > 0 and only.x0 < head[0].x1
        centred = abs(only.x0 + only.x1 - self._middle(head)) < 2 * CENTRED * em
        return crossed > 0 and not self.labels.roles(only.text) and centred and not self._has_print_beside(only)

    def _has_print_beside(self, phrase: Phrase) -> bool:
        """Whether another line reaches into the height of a phrase, as the label in the middle of a row does."""
        slack = SAME_LINE * phrase.em
        return sum(line[0].y0 < phrase.y1 - slack and line[0].y1 > phrase.y0 + slack for line in self.lines) > 1

    def _left(self, head: PrintedLine) -> float:
        return self._sides(head)[0]

    def _middle(self, head: PrintedLine) -> float:
        """Twice the middle of the table that a line of headings stands in."""
        left, right = self._sides(head)
        return left + right

    def _sides(self, head: PrintedLine) -> tuple[float, float]:
        """The sides of the table that a line of headings stands in: of its rules, or else of the lines beside it."""
        if head not in self._known:
            top, bottom = head[0].y0 - ROUND * head[0].em, head[0].y1 + ROUND * head[0].em
            rules = [rule for rule in self.evidence.rules if top < rule[0] < bottom and rule[1] <= head[0].x1 and rule[2] >= head[-1].x0]
            spans = [(rule[1], rule[2]) for rule in rules]
            spans = spans or [(line[0].x0, line[-1].x1) for line in self.lines if top < line[0].y0 < bottom and len(line) > 1]
            spans = spans or [(head[0].x0, head[-1].x1)]
            self._known[head] = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
        return self._known[head]


def gaps(head: PrintedLine) -> list[float]:
    """The middles of the gaps between the phrases of a heading."""
    return [(one.x1 + two.x0) / 2 for one, two in pairwise(head)]


def goes_on(evidence: TableEvidence, cuts: Sequence[float], labels: Labels) -> Region | None:
    """The lines at the top of a page that keep to the columns of a table that ended on the page before; None where there are none."""
    if len(evidence.runs) > MOST_RUNS:
        return None
    lines = printed_lines(evidence.runs)
    page = _Page(lines, labels, evidence)
    end = 0
    for at, line in enumerate(lines):
        if is_heading(line, labels) or (at and page.is_parted(at - 1, at)) or not _keeps_to(line, cuts):
            break
        end = at + 1
    rows = lines[:end]
    return page.region(0, end, None) if _rows(rows) >= LEAST_ROWS and any(len(line) + 2 > len(cuts) for line in rows) else None


def _keeps_to(line: PrintedLine, cuts: Sequence[float]) -> bool:
    """Whether no phrase of a line crosses a place where a column begins, and none stands left of the table."""
    if line[0].x0 < cuts[0] - line[0].em:
        return False
    return not any(phrase.x0 + CROSSES * phrase.em < cut < phrase.x1 - CROSSES * phrase.em for phrase in line for cut in cuts[1:])
