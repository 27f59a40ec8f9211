"""The frame of a document: which lines stand at the head of a form, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extractors.document import Piece
from extractors.interpret.builder import ExtractionBuilder, field_of
from extractors.interpret.label_lines import Pair, find_pairs, is_unfilled, keep_unit, read_rest, waiting_label
from extractors.interpret.view import instruction
from extractors.raw import Claim, RawField, Span, Use
from extractors.vocabulary import Vocabulary
from normalizers.text import fold

_TITLE = regex.compile(
    r"(?=.*(?:绩效|自评|预算|决算|评价)|.*(?:目标|监控).*[表书]).{2,70}?(?:表|文本|书|报告|目标|自评|情况|信息|考核|批复|申报|公开|[集册]|汇编|方案|部门决算)"
    r"(?:\(.{1,16}\)){0,2}(?:(?:20)?\d\d年度?)?$"
)
_CAPTION = regex.compile(r"(?:表|情况|清单|明细|一览|统计|名册|台账|信息)(?:\(.{1,16}\)){0,2}$")
_TABLE = regex.compile(r"表(?:\(.{1,16}\)){0,2}$")
_YEAR = regex.compile(
    r"\(?(?:20\d\d年?(?:度|份)?|二[〇零○O0]二[一二三四五六七八九〇零]年?度?)(?:1?\d?[-~至—]?1?\d月)?\)?|(?:预算|评价|申报|自评)?年度:?20\d\d年?度?"
)
_ATTACHED = regex.compile(
    r"(?:附件|附表|附|表|样表|公开|表格编号)[一二三四五六七八九十\d\-－—.]{0,6}(?:表)?[:：]?"
    r"|(?:预算公开|财预|部门预算|预算|绩效|项目)[一二三四五六七八九十\d\-－—.]{1,6}表?[:：]?"
)
_LEAD = regex.compile(r"^20\d\d年|(?:支出|项目|部门|单位|预算|年度|资金|整体|专项|本级|转移支付|地方|区域|绩效|财政|情况)$")
_UNIT_BRACKET = regex.compile(r"\((?:金额)?单位:[^()]{1,8}\)")
_PART = regex.compile(r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|篇)")
_NUMBERED = regex.compile(r"\(?\d{1,3}(?:\)|[.、．])\s*(?=\D)")
_CODED = regex.compile(r"\s*(\d{6}|\d{3})[-－—_]?(?=\p{Han})")
_SECTION = regex.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|篇)|[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十]{1,3}\))"
)
_BODY = regex.compile(
    r"(?:局|委|委员会|办公室|厅|院|政府|中心|站|所|学校|中学|小学|大学|法院|检察院|联合会|总工会|协会|党校|支队|大队|总队|馆|队|部|会|处|社|园"
    r"|乡|镇|街道|街道办事处|公司|医院)(?:本级|机关)?$"
)
_HEAD_MAX = 12
_LEAD_MAX = 30  # characters of the first line of a title over two


@dataclass(slots=True)
class Head:
    """What the lines above a form say, the name of its project too. `named` is a body's name that stands alone or before a code."""

    title: Piece | None = None
    first: Piece | None = None
    heading: Piece | None = None
    unit: RawField | None = None
    department: RawField | None = None
    named: RawField | None = None
    project: RawField | None = None
    project_key: str = "项目名称"
    unit_key: str = "单位"
    department_key: str = "部门"
    lines: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The folded title, "" without one."""
        return fold(self.title.text) if self.title is not None else ""


def is_title(text: str) -> bool:
    """Whether a line reads like the title of a form or a book of forms."""
    folded = _UNIT_BRACKET.sub("", fold(text))
    clean = not regex.search(r"[。；]|:.", folded.removeprefix("附件:"))
    marked = _PART.match(folded) or _ATTACHED.fullmatch(folded)
    return len(folded) <= 80 and clean and not marked and _TITLE.fullmatch(folded) is not None


def begins_title(text: str, title: str) -> bool:
    """Whether a line is the first half of a title that goes on below it: 自治区本级部门 over 2019年项目支出预算绩效目标表.

    A body's name alone hands the form in and is no part of its title; a year alone neither.
    """
    folded = fold(text)
    if not 2 <= len(folded) <= _LEAD_MAX or is_title(text) or is_body(text) or is_year(text) or _ATTACHED.fullmatch(folded):
        return False
    if regex.search(r"[:：。；，、]", folded) or is_section(text) or is_coded_name(text) or _PART.match(folded):
        return False
    return _LEAD.search(folded) is not None and is_title(folded + fold(title))


def is_attachment(text: str) -> bool:
    """Whether a line lists what is attached to a letter: 附件：农业绿色发展专项绩效目标表."""
    return regex.match(r"附[件表][一二三四五六七八九十\d]{0,2}[:：.、]", fold(text)) is not None


def is_caption(text: str) -> bool:
    """Whether a line reads like the heading of some table, a form's or another: 表1 部门收支总表, 国有资产信息."""
    folded = fold(text)
    return len(folded) <= 40 and _CAPTION.search(folded) is not None and not regex.search(r"[。；，]", folded)


def is_year(text: str) -> bool:
    """Whether a line only names the year: （2022年度）."""
    return _YEAR.fullmatch(fold(text)) is not None


def is_section(text: str) -> bool:
    """Whether a line is a numbered heading of the narrative (a numbered title of a form is not)."""
    folded = fold(text)
    return _SECTION.match(folded) is not None and not (_TABLE.search(folded) and len(folded) <= 60)


def is_coded_name(text: str) -> bool:
    """Whether a line is a body's code glued to its name: 713001妇女联合会…."""
    return _CODED.match(text) is not None and len(fold(text)) <= 60 and not regex.search(r"[。；，]", text)


def is_body(text: str) -> bool:
    """Whether a line is the name of a body and nothing else: 天津市蓟州区林业局, not 部门名称：天津市蓟州区林业局."""
    folded = fold(text)
    return _BODY.search(folded) is not None and len(folded) <= 40 and ":" not in folded and not is_title(text)


def split_head(pending: list[Piece], words: Vocabulary) -> tuple[list[Piece], list[Piece]]:
    """(narrative and tail lines, head lines of the form that follows): the head is the run of short lines before a grid."""
    at = len(pending)
    taken = 0
    while at > 0 and taken < _HEAD_MAX:
        text = pending[at - 1].text
        if text.strip():
            if not _head_line(text, words):
                break
            taken += 1
        at -= 1
    return pending[:at], pending[at:]


def _head_line(text: str, words: Vocabulary) -> bool:
    if is_section(text) or (instruction(text) and not is_title(text)):
        return False
    folded = fold(text)
    if find_pairs(text, words) or is_title(text) or is_year(text) or _ATTACHED.fullmatch(folded):
        return True
    return is_coded_name(text) or (len(folded) <= 40 and not regex.search(r"[。；，、！？]", folded))


def read_lines(lines: list[Piece], words: Vocabulary, book: ExtractionBuilder) -> Head:
    """Read the head lines of a form into fields of the document and of the head."""
    head = Head()
    named = [p for p in lines if p.text.strip() and is_title(p.text)]
    titles = [p for p in named if not is_attachment(p.text)] or named
    head.title = next((p for p in reversed(titles) if _TABLE.search(fold(p.text))), titles[-1] if titles else None)
    printed = [p for p in lines if p.text.strip()]
    leads = {id(below): above for above, below in pairwise(printed) if below in titles and begins_title(above.text, below.text)}
    book.leads.update(leads)
    numbered = [p for p in lines if _NUMBERED.match(p.text.strip()) and not find_pairs(p.text, words)]
    head.heading = numbered[-1] if numbered else None
    head.first = titles[0] if titles else None
    waiting: str | None = None
    for line in lines:
        if not line.text.strip() or line in (head.title, head.heading, head.first):
            continue
        if any(line is lead for lead in leads.values()):
            book.claim(line, "title")
            continue
        before, waiting = waiting, waiting_label(line.text, words)
        if before is None or not read_rest(line, words, book, before):
            _read_line(line, head, words, book)
    for piece in (head.title, head.heading, head.first):
        if piece is not None:
            book.take(piece)
    return head


def _read_line(line: Piece, head: Head, words: Vocabulary, book: ExtractionBuilder) -> None:
    folded = fold(line.text)
    if is_year(line.text):
        value = book.value(line, "head:year")
        book.document.setdefault("year", value)
        book.claim(line, "year")
    elif _ATTACHED.fullmatch(folded):
        book.claim(line, "form number", Use.FURNITURE)
    elif is_coded_name(line.text):
        head.unit = book.value(line, "head:unit")
    elif pairs := find_pairs(line.text, words):
        _read_pairs(line, pairs, head, book)
    elif is_body(line.text):
        head.named = book.value(line, "head:name")
    else:
        head.lines.append(line)


def _read_pairs(line: Piece, pairs: list[Pair], head: Head, book: ExtractionBuilder) -> None:
    """Pairs of a head line: bodies belong to the form, the rest to the document."""
    book.take(line)
    for pair in pairs:
        book.claims.append(Claim(Use.LABEL, Span(line, *pair.label), f"pair:{pair.role or 'other'}"))
        value = field_of(line, f"line:{pair.role or 'other'}", *pair.value)
        key = line.text[slice(*pair.label)].strip().rstrip("：:").strip()
        if is_unfilled(value.text):
            book.claims.append(Claim(Use.FILLER, Span(line, *pair.value), "blank"))
        elif pair.role == "unit" and head.unit is None:
            head.unit, head.unit_key = value, key
        elif pair.role == "department" and head.department is None:
            head.department, head.department_key = value, key
        elif pair.role == "project_name" and head.project is None:
            head.project, head.project_key = value, key
        elif pair.role == "amount_unit":
            keep_unit(book, value)
        elif pair.role == "year" and "year" not in book.document:
            book.document["year"] = value
        else:
            book.pair(None, key, value)
