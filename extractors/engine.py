"""From a document to raw records: forms found by their labels, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.document import FURNITURE, Cell, Document, Grid, Paragraph, Piece, Role, grid_pieces
from extractors.forms import Form, choose, described, rules_for
from extractors.grid_uses import grid_uses
from extractors.interpret.builder import ExtractionBuilder
from extractors.interpret.captions import begins_title, is_attachment, is_body, is_caption, is_coded_name, is_title, read_lines, split_head
from extractors.interpret.contents import contents_of
from extractors.interpret.document_facts import finish, source_labels, titles
from extractors.interpret.form_segments import Scope, read_grid
from extractors.interpret.grid_roles import grid_roles
from extractors.interpret.label_lines import read_line, read_rest, sealed, waiting_label
from extractors.interpret.path_rules import PathRule
from extractors.interpret.sections import Narrative
from extractors.interpret.view import instruction
from extractors.raw import Extraction, GridRole, Use
from extractors.vocabulary import DEFAULT, Vocabulary
from normalizers.text import fold

__all__ = ["extract"]

_LABEL_MAX = 40  # characters; no form prints a longer label


@dataclass(slots=True)
class _State:
    words: Vocabulary
    book: ExtractionBuilder
    narrative: Narrative
    scope: Scope
    title: Piece | None = None


def extract(document: Document, words: Vocabulary = DEFAULT, forms: Sequence[Form] | None = None) -> Extraction:
    """Everything a document's forms and narrative say, with the use made of each character."""
    blocks = list(_unwrapped(document.blocks))
    book = ExtractionBuilder(_own_rules(blocks, forms))
    state = _State(words, book, Narrative(words, book), Scope())
    pending: list[Piece] = []
    roles = grid_roles(blocks, words)
    listed = contents_of(blocks)
    for block in blocks:
        if isinstance(block, Grid):
            if roles[id(block)] is GridRole.UNRELATED:
                _leave_out(state, pending, block)
            else:
                _read_form(state, pending, block)
            pending = []
        elif isinstance(block, Paragraph) and block.role in FURNITURE:
            book.claim(block, block.role.value, Use.FURNITURE)
        elif id(block) in listed:
            book.claim(block, "table of contents", Use.FURNITURE)
        elif isinstance(block, Cell) or block.role is not Role.COMMENT:
            pending.append(block)
    _read_rest(state, pending)
    state.narrative.close()
    running = [block for block in blocks if isinstance(block, Paragraph) and block.role is Role.HEADER]
    finish(state.book, state.scope, state.title, running)
    labels = [*book.claims, *source_labels(book)]
    template, evidence = choose(labels, titles(state.scope, state.title), forms)
    unrelated = frozenset(key for key, role in roles.items() if role is GridRole.UNRELATED)
    grids = grid_uses(document, book.records, labels, unrelated)
    return Extraction(tuple(book.records), tuple(book.claims), tuple(book.remarks), template, evidence, grids, tuple(book.strays))


def _own_rules(blocks: Sequence[Grid | Piece], forms: Sequence[Form] | None) -> tuple[PathRule, ...]:
    """Rules of the form that a document was recognised as, where any description has rules."""
    if not any(form.rules for form in (described() if forms is None else forms)):
        return ()
    cells = (cell for block in blocks if isinstance(block, Grid) for cell in grid_pieces(block))
    printed = {fold(cell.text).rstrip(":") for cell in cells if len(cell.text) <= _LABEL_MAX}
    title = "".join(block.text for block in blocks if not isinstance(block, Grid) and is_title(block.text))
    return rules_for(printed, title, forms)


def _unwrapped(blocks: Iterable[Grid | Piece]) -> Iterator[Grid | Piece]:
    """Blocks, with a grid of one column that only lays other grids out taken apart: its cells are lines, what they hold are forms."""
    for block in blocks:
        if isinstance(block, Grid) and block.columns == 1 and any(cell.nested for cell in block.cells):
            for cell in block.cells:
                if cell.text.strip():
                    yield cell
                yield from _unwrapped(cell.nested)
        else:
            yield block


def _leave_out(state: _State, pending: list[Piece], grid: Grid) -> None:
    """A table that is no performance form: one row of `grids` says where it is, and nothing is read from it or from its heading."""
    at = next((i for i in range(len(pending) - 1, -1, -1) if is_title(pending[i].text) or is_caption(pending[i].text)), len(pending))
    _read_rest(state, pending[:at])
    for line in pending[at:]:
        state.book.claim(line, "heading of an unrelated table", Use.FURNITURE)
    for cell in grid_pieces(grid):
        state.book.claim(cell, "unrelated table", Use.FURNITURE)


def _read_form(state: _State, pending: list[Piece], grid: Grid) -> None:
    before, lines = split_head(pending, state.words)
    _read_rest(state, before)
    head = read_lines(lines, state.words, state.book)
    if state.title is None and head.first is not None:
        state.title = head.first
    elif head.first is not None and head.first not in (state.title, head.title, head.heading):
        state.narrative.read(head.first)
    for line in head.lines:
        state.narrative.read(line)
    state.scope.head = head
    read_grid(grid, state.words, state.book, state.scope)
    state.title = state.title or state.scope.title
    if state.scope.department:  # no field holds the title of a department's form below the document's own
        for named in (head.title, head.heading):
            if named is not None and named is not state.title:
                state.book.claim(named, "form title")


def _read_rest(state: _State, lines: list[Piece]) -> None:
    """Lines outside the heads of forms: titles, pairs, signatures, notes, and the narrative."""
    waiting: str | None = None
    above: Piece | None = None
    for line, below in zip(lines, [*lines[1:], None][: len(lines)], strict=True):
        if not line.text.strip():
            continue
        last, above = above, line
        if below is not None and state.title is None and begins_title(line.text, below.text) and not state.scope.opened:
            state.book.leads[id(below)] = line
            state.book.claim(line, "title")
            continue
        before, waiting = waiting, waiting_label(line.text, state.words) if state.scope.opened else None
        if before is not None and not is_title(line.text) and read_rest(line, state.words, state.book, before):
            continue
        if state.title is None and is_title(line.text) and not state.scope.opened and not is_attachment(line.text):
            state.title = line
            state.book.take(line)
        elif last is not None and last is state.title and is_body(line.text):
            state.book.document.setdefault("department", state.book.value(line, "head:name"))
        elif instruction(line.text) and state.scope.opened:
            state.book.claim(line, "note", Use.INSTRUCTION)
        elif sealed(line.text):
            state.book.claim(line, "seal", Use.FURNITURE)
        elif is_coded_name(line.text) or not read_line(line, state.words, state.book, state.scope.project):
            state.narrative.read(line)
