"""Running heads, feet and page numbers, recognised by repetition and position over the pages, never by their words.

A form's title stands at the top of many pages too. It is no running head: it is larger than the text, stands lower, or is missing
where a table goes on. So a line is furniture only if it stands in the outer margin and all lines beyond it are furniture as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from extractors.document import Role
from extractors.pages.model import Page
from extractors.tables.runs import Line
from normalizers.text import fold

MARGIN = 72.0  # points from the edge of the page within which furniture stands (Word's default margin is one inch)
OUTER = 50.0  # points: nothing but furniture stands here on pages with ordinary margins
PLACE = 3.0  # points by which the same furniture may stand higher or lower
DEPTH = 3  # lines of furniture at one edge
LARGER = 1.15  # times the usual character height: a heading

_NUMBER = re.compile(r"[-—–―·.~第共页pagePAGE/,，、|()（）of]*(\d{1,5})[-—–―·.~第共页/,，、|()（）of\d]*")
_PLAIN = re.compile(r"(\d{1,4})")

Roles = dict[tuple[int, int], Role]
"""(page index, line index) -> what the line is, for furniture only."""


def furniture(pages: Sequence[Page]) -> Roles:
    """The furniture among the lines outside tables."""
    roles: Roles = {}
    usual = median([line.em for page in pages for line in page.lines] or [0.0])
    for top in (True, False):
        candidates = {at: list(_edge_lines(page, top)) for at, page in enumerate(pages)}
        numbers = _page_numbers(pages, candidates, top)
        repeated = _repeated(pages, candidates, top, usual)
        for at, lines in candidates.items():
            for index in lines:
                if (at, index) in numbers:
                    roles[at, index] = Role.PAGE_NUMBER
                elif (at, index) in repeated:
                    roles[at, index] = Role.HEADER if top else Role.FOOTER
                else:
                    break
    return roles


def _edge_lines(page: Page, top: bool) -> Iterator[int]:
    """The indices of the lines in the margin and beyond every table, from the edge inwards."""
    order = range(len(page.lines)) if top else range(len(page.lines) - 1, -1, -1)
    first = min((table.ys[0] for table in page.tables), default=page.height)
    limit = first if top else max((table.ys[-1] for table in page.tables), default=0.0)
    rows = 0
    last: Line | None = None
    for index in order:
        line = page.lines[index]
        beyond = line.y1 <= limit + PLACE if top else line.y0 >= limit - PLACE
        if not beyond or _distance(page, line, top) > MARGIN:
            return
        if last is None or min(line.y1, last.y1) - max(line.y0, last.y0) <= 0:
            rows += 1
        if rows > DEPTH:
            return
        last = line
        yield index


def _distance(page: Page, line: Line, top: bool) -> float:
    """Points from the edge of the page to the middle of the line."""
    middle = (line.y0 + line.y1) / 2
    return middle if top else page.height - middle


Candidates = dict[int, list[int]]
Places = set[tuple[int, int]]


def _page_numbers(pages: Sequence[Page], candidates: Candidates, top: bool) -> Places:
    """Lines that are a number which counts with the pages; on a single page, one that says so by its place and its dashes."""
    by_offset: defaultdict[int, Places] = defaultdict(set)
    for at, lines in candidates.items():
        for index in lines:
            found = _NUMBER.fullmatch(fold(pages[at].lines[index].text))
            if found:
                by_offset[int(found[1]) - at].add((at, index))
    out: Places = set()
    for offset, places in by_offset.items():
        if len({at for at, _ in places}) > 1:
            out |= places
        else:
            at, index = next(iter(places))
            line = pages[at].lines[index]
            decorated = not _PLAIN.fullmatch(fold(line.text))
            if (decorated or (offset == 1 and not top)) and _distance(pages[at], line, top) < MARGIN:
                out |= places
    return out


def _repeated(pages: Sequence[Page], candidates: Candidates, top: bool, usual: float) -> Places:
    """Lines printed at the same place with the same words (but for digits) on several pages."""
    groups: defaultdict[str, Places] = defaultdict(set)
    for at, lines in candidates.items():
        for index in lines:
            groups[re.sub(r"\d+", "#", fold(pages[at].lines[index].text))].add((at, index))
    out: Places = set()
    for places in groups.values():
        printed = [(pages[at], pages[at].lines[index]) for at, index in places]
        distances = [_distance(page, line, top) for page, line in printed]
        if max(distances) - min(distances) > PLACE or max(line.em for _, line in printed) > LARGER * usual:
            continue
        if top and _begin_alike([pages[at] for at in sorted({at for at, _ in places})]):
            continue
        if _is_running({at for at, _ in places}, len(pages), max(distances)):
            out |= places
    return out


def _begin_alike(pages: Sequence[Page]) -> bool:
    """Whether each of several pages begins a form of one kind: the same label in front, other values beside it.

    What stands above such a form on every page (its title, the unit of its amounts) is its own.
    """
    firsts = [_first_row(page) for page in pages]
    if len(pages) < 2 or any(len(row) < 2 or not row[0] for row in firsts):
        return False
    return len({row[0] for row in firsts}) == 1 and len({tuple(row) for row in firsts}) > 1


def _first_row(page: Page) -> list[str]:
    """The texts of the first row of the first table of a page."""
    cells = [cell for cell in page.tables[0].cells if cell.row == 0] if page.tables else []
    return [fold("".join(line.text for line in cell.lines)) for cell in cells]


def _is_running(on: set[int], pages: int, distance: float) -> bool:
    """Whether a line on these pages is a running one: on nearly all, or on nearly all even or odd ones, or far out in the margin."""
    if len(on) < 2:
        return False
    if distance <= OUTER:
        return len(on) >= 0.3 * pages
    parity = len({at % 2 for at in on}) == 1
    return len(on) >= 3 and len(on) >= (0.4 if parity else 0.75) * pages
