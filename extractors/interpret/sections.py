"""The narrative: numbered headings and the paragraphs under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractors.document import Piece
from extractors.interpret.builder import ExtractionBuilder, field_of, joined
from extractors.raw import Claim, Kind, RawField, Span, Stray, Use
from extractors.vocabulary import Place, Vocabulary
from normalizers.text import fold

_CHINESE = "一二三四五六七八九十"
# Outermost first; the kind of a number, not its depth in the file, says what stands inside what.
_NUMBERS = (
    ("part", regex.compile(rf"\s*(第[{_CHINESE}\d]{{1,3}}(?:部分|章|篇))[\s、:：]*+")),
    ("chinese", regex.compile(rf"\s*([{_CHINESE}]{{1,3}})[、．.]\s*+")),
    ("bracket", regex.compile(rf"\s*([（(][{_CHINESE}]{{1,3}}[）)])[、．.]?\s*+")),
)
_HEADING_MAX = 40
_HEAD = frozenset({"level1", "level2", "level3", "target"})
"""The columns whose labels head a list of indicators; three of them, each in a line of its own, are a table without its grid."""
_RUN_IN = regex.compile(r"[^：:。；;]{2,20}[：:]")


@dataclass(slots=True)
class _Open:
    """A section while its paragraphs come in."""

    kind: str
    number: RawField | None
    heading: RawField | None
    path: tuple[str, ...]
    role: str | None
    text: list[RawField] = field(default_factory=list)


class Narrative:
    """Feeds paragraphs into sections; `close` writes the last one."""

    def __init__(self, words: Vocabulary, book: ExtractionBuilder) -> None:
        self.words, self.book = words, book
        self._stack: list[tuple[str, str]] = []
        self._open: _Open | None = None

    def read(self, paragraph: Piece) -> None:
        """A heading opens a section; other text belongs to the open one, or to one without a heading."""
        if not paragraph.text.strip():
            return
        if not self._read_heading(paragraph):
            if self._open is None:
                self._open = _Open("", None, None, (), None)
            self._open.text.append(self.book.value(paragraph, "section:text"))

    def close(self) -> None:
        """Write the open section, if one is."""
        section, self._open = self._open, None
        if section is None:
            return
        fields = {"number": section.number, "heading": section.heading, "text": joined(section.text, "\n") if section.text else None}
        facts: dict[str, str | int | None] = {
            "level": max(len(section.path), 1),
            "path": " > ".join(section.path) or None,
            "role": section.role,
        }
        self.book.add(Kind.SECTION, {k: v for k, v in fields.items() if v is not None}, facts)
        self._name_lost_table(section.text)

    def _name_lost_table(self, lines: Sequence[RawField]) -> None:
        """The lines of a section from the first label of an indicator table on, where their cells stand in lines of their own."""
        roles = [self.words.find(line.text, Place.COLUMN) if len(line.text) <= _HEADING_MAX else None for line in lines]
        if len(_HEAD.intersection(roles)) >= 3:
            first = next(at for at, role in enumerate(roles) if role in _HEAD)
            self.book.strays.append(Stray("form.stray", tuple(span for line in lines[first:] for span in line.spans)))

    def _read_heading(self, paragraph: Piece) -> bool:
        text = paragraph.text
        for kind, pattern in _NUMBERS:
            if found := pattern.match(text):
                return self._open_section(paragraph, kind, found.span(1), found.end())
        if len(fold(text)) <= 20 and self.words.find(text, Place.SECTION):
            return self._open_section(paragraph, "named", None, len(text) - len(text.lstrip()))
        return False

    def _open_section(self, paragraph: Piece, kind: str, number: tuple[int, int] | None, start: int) -> bool:
        """Open a section if what follows the number reads like a heading; text run in behind its colon is the section's."""
        text = paragraph.text
        end = len(text)
        run_in = _RUN_IN.match(text, start)
        short = len(fold(text[start:])) <= _HEADING_MAX and not regex.search(r"[。；;]", text[start:].strip())
        if not short:
            if run_in is None or not self.words.find(text[start : run_in.end()], Place.SECTION):
                return False
            end = run_in.end()
        elif run_in is not None and text[run_in.end() :].strip():
            end = run_in.end()
        self.close()
        self.book.take(paragraph)
        title = text[start:end].rstrip().rstrip("：:").rstrip()
        heading = field_of(paragraph, "section:heading", start, start + len(title)) if title.strip() else None
        self._number(paragraph, number, start, start + len(title), end)
        path = self._path(kind, fold(text[number[0] : number[1]]) if number else "", heading.text if heading else "")
        role = self.words.find(title, Place.SECTION)
        printed = field_of(paragraph, "section:number", *number) if number else None
        self._open = _Open(kind, printed, heading, path, role)
        if text[end:].strip():
            self._open.text.append(field_of(paragraph, "section:text", end))
        return True

    def _number(self, paragraph: Piece, number: tuple[int, int] | None, start: int, stop: int, end: int) -> None:
        """The punctuation between number, heading and text is a label's."""
        for a, b in (((number[1] if number else start), start), (stop, end)):
            if paragraph.text[a:b].strip():
                self.book.claims.append(Claim(Use.LABEL, Span(paragraph, a, b), "section:punctuation"))

    def _path(self, kind: str, number: str, heading: str) -> tuple[str, ...]:
        """The headings above, and this one: a section of a kind closes those of its own kind and what is inside them."""
        kinds = [k for k, _ in self._stack]
        if kind in kinds:
            del self._stack[kinds.index(kind) :]
        elif kind == "part":
            self._stack.clear()
        elif kind == "chinese":
            self._stack = [s for s in self._stack if s[0] == "part"]
        self._stack.append((kind, heading or number))
        return tuple(name for _, name in self._stack)
