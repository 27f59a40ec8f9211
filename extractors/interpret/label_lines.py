"""Lines of label：value outside grids (预算单位：…  单位：万元), and the same within one cell."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.document import Piece
from extractors.interpret.builder import ExtractionBuilder, Project, field_of
from extractors.raw import Claim, RawField, Span, Use
from extractors.vocabulary import Place, Vocabulary
from normalizers.text import fold

# A label ends at a colon; it begins after white space or at the line's start.
_COLON = regex.compile(r"([^\s：:，,；;。（(]{1,20}(?:\s?[（(][^（）()]{1,12}[）)])?(?:\s[^\s：:，,；;。]{1,3}){0,5})\s*[：:]")
_SEAL = regex.compile(r"\p{Han}{2,10}\((?:盖章|公章|签章|签字|签名|加盖公章)\):?")
_REMARK = regex.compile(r"\s*(备\s*注|注|说\s*明|其他说明)\s*[:：](?=.*\S)", regex.DOTALL)
_YEAR_ALONE = regex.compile(r"\(?20\d\d年?度?\)?")
# Wide space before a short text with a colon: the next label of a line, whatever it says.
_WIDE = regex.compile(r"(?:　{2,}|[ \t　]{4,})$")
_ROOM = regex.compile(r"\((?:盖章|公章|签章|签字|签名|加盖公章|单位公章)\)")
# What is left of a value on the next line is short: a name, a date, （略）.
_REST_MAX = 20
_LABEL_MAX = 12  # characters of a label that no list holds
_PLACES = (Place.PAIR, Place.SIGNATURE, Place.SOURCE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair within a text: label and value as character ranges."""

    label: tuple[int, int]
    value: tuple[int, int]
    role: str | None
    signature: bool


def _marks(text: str, words: Vocabulary) -> list[tuple[int, int, int]]:
    """Known labels before colons, as (start of the label, its end, start of what follows)."""
    if "：" not in text and ":" not in text:
        return []
    marks: list[tuple[int, int, int]] = []
    for match in _COLON.finditer(text, overlapped=False):
        start = _label_start(text, match.start(1), match.end(1), words, follows=bool(marks))
        if start is None and marks and _WIDE.search(text[: match.start(1)]) and len(match.group(1)) <= _LABEL_MAX:
            start = match.start(1)
        if start is not None:
            marks.append((start, match.end(1), match.end()))
    return marks


def find_pairs(text: str, words: Vocabulary) -> list[Pair]:
    """The label：value pairs of a line; empty where its first label is not one that the vocabulary knows."""
    marks = _marks(text, words)
    lead = text[: marks[0][0]] if marks else text
    dated = _YEAR_ALONE.fullmatch(fold(lead)) is not None
    if not marks or (lead.strip() and not sealed(lead) and not dated):
        return []
    first = Pair((0, 0), (0, len(lead)), "year", False) if dated else Pair((0, len(lead)), (len(lead), len(lead)), None, True)
    pairs = [first] if lead.strip() else []
    return pairs + _paired(text, marks, words)


def _paired(text: str, marks: list[tuple[int, int, int]], words: Vocabulary) -> list[Pair]:
    pairs = []
    for i, (start, end, value) in enumerate(marks):
        stop = marks[i + 1][0] if i + 1 < len(marks) else len(text)
        label = text[start:end]
        role = words.find(label, Place.PAIR)
        signature = words.find(label, Place.SIGNATURE) is not None
        pairs.append(Pair((start, value), (value, stop), role, signature))
    return pairs


def sealed(text: str) -> bool:
    """Whether a text is only a place for a seal or a signature: 单位（盖章）."""
    return _SEAL.fullmatch(fold(text)) is not None


def _label_start(text: str, start: int, end: int, words: Vocabulary, *, follows: bool) -> int | None:
    """Where the known label that ends at a colon begins: the longest known tail of what stands before the colon.

    `follows`: a label stands before it, whose value may end here: 单位负责人：顾某 经办人：… has no label 顾某经办人.
    """
    for at in range(start, end):
        if at > start and text[at - 1].strip() and text[at].strip() and not _breaks(text, at):
            continue
        if text[at].isspace() or not _balanced(text[at:end]):
            continue
        if any(words.find(text[at:end], place) for place in _PLACES) and not (follows and _behind_value(text[at:end], words)):
            return at
    # A value may run into the next label without a space: 单位：万元填报人：…
    for at in range(start + 1, end - 1):
        if text[at].strip() and any(
            words.find(text[at:end], p) == "amount_unit" or words.find(text[at:end], Place.SIGNATURE) for p in _PLACES
        ):
            return at
    return None


def _behind_value(text: str, words: Vocabulary) -> bool:
    """Whether an unlisted label is one by its last word alone: the words before it belong to a value."""
    parts = text.split()
    return len(parts) > 1 and not words.lists(text) and any(words.find(parts[-1], place) for place in _PLACES)


def _balanced(text: str) -> bool:
    """Whether a label opens the brackets that it closes: （略）填报人 begins with 填, not with 略."""
    depth = 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return False
    return depth == 0


def _breaks(text: str, at: int) -> bool:
    return text[at - 1] in "）)、|｜"


def is_unfilled(text: str) -> bool:
    """Whether what stands behind a label only leaves room for a value: ____, 年 月 日, （盖章）."""
    folded = fold(text).strip("年月日_")
    return not folded or _ROOM.fullmatch(folded) is not None


def read_note(piece: Piece, book: ExtractionBuilder, project: Project | None) -> bool:
    """A remark in a cell of its own (备注：本项目跨年实施。) as a pair; False where it tells how to fill the form in."""
    found = _REMARK.match(piece.text)
    if found is None:
        return False
    book.take(piece)
    book.claims.append(Claim(Use.LABEL, Span(piece, 0, found.end()), "pair:other"))
    book.pair(project, found.group(1), field_of(piece, "line:other", found.end()))
    return True


def splits(text: str, words: Vocabulary) -> bool:
    """Whether a text is made of label：value pairs."""
    return len(text) <= 400 and bool(find_pairs(text, words))


def read_line(piece: Piece, words: Vocabulary, book: ExtractionBuilder, project: Project | None, owner_is_form: bool = False) -> bool:
    """Read the pairs of a line; False (and nothing used) where it holds none. Signatures without a value are furniture."""
    pairs = find_pairs(piece.text, words) if len(piece.text) <= 400 else []
    if not pairs:
        return False
    _read_all(piece, pairs, book, project, owner_is_form)
    return True


def read_rest(piece: Piece, words: Vocabulary, book: ExtractionBuilder, waiting: str) -> bool:
    """A line that begins with the value of the line before, whose last label `waiting` is still without one; False if it does not."""
    marks = _marks(piece.text, words) if len(piece.text) <= 400 else []
    end = marks[0][0] if marks else len(piece.text)
    if not piece.text[:end].strip() or len(piece.text[:end].strip()) > _REST_MAX:
        return False
    book.pair(None, waiting, book.value(piece, "line:other", 0, end))
    _read_all(piece, _paired(piece.text, marks, words), book, None, False)
    return True


def waiting_label(text: str, words: Vocabulary) -> str | None:
    """The last label of a line of pairs, as a key, where the line ends before its value."""
    pairs = find_pairs(text, words) if len(text) <= 400 else []
    if not pairs or text[slice(*pairs[-1].value)].strip():
        return None
    return _key(text, pairs[-1])


def _read_all(piece: Piece, pairs: list[Pair], book: ExtractionBuilder, project: Project | None, owner_is_form: bool) -> None:
    book.take(piece)
    for pair in pairs:
        blank = is_unfilled(piece.text[slice(*pair.value)])
        use = Use.FURNITURE if pair.signature and blank else Use.LABEL
        book.claims.append(Claim(use, Span(piece, *pair.label), f"pair:{pair.role or 'other'}"))
        if blank:
            book.claims.append(Claim(Use.FILLER, Span(piece, *pair.value), "blank"))
            continue
        _file(piece, pair, book, project, owner_is_form)


def _key(text: str, pair: Pair) -> str:
    return text[slice(*pair.label)].strip().rstrip("：:").strip()


def keep_unit(book: ExtractionBuilder, value: RawField) -> None:
    """The money unit of the document; printed again above the next form it is a label."""
    known = book.document.setdefault("amount_unit", value)
    if known is not value:
        if fold(known.text) == fold(value.text):
            book.claims.extend(Claim(Use.LABEL, span, "amount_unit again") for span in value.spans)
        else:
            book.pair(None, "单位", value)


def _file(piece: Piece, pair: Pair, book: ExtractionBuilder, project: Project | None, owner_is_form: bool) -> None:
    value = field_of(piece, f"line:{pair.role or 'other'}", *pair.value)
    key = _key(piece.text, pair)
    form = project if owner_is_form else None
    if pair.role == "amount_unit" and len(value.text) <= 8:
        keep_unit(book, value)
    elif pair.role == "year" and "year" not in book.document:
        book.document["year"] = value
    elif pair.role in ("project_name", "project_code", "purpose") and project is not None and pair.role not in project.fields:
        project.fields[pair.role] = value
    elif pair.role in ("department", "unit"):
        fields = book.document if form is None else form.fields
        name = "unit_name" if form is None and pair.role == "unit" else pair.role
        if name in fields:
            book.pair(form, key, value)
        else:
            fields[name] = value
    else:
        book.pair(form, key, value)
