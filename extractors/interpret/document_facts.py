"""What a document says as a whole, once its forms are read: title, bodies, horizons, projects in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from extractors.document import Piece
from extractors.interpret.builder import ExtractionBuilder, Project, field_of
from extractors.interpret.captions import Head
from extractors.interpret.form_segments import Scope
from extractors.raw import Claim, Kind, RawField, RawRecord, Use
from normalizers.text import fold

_NAMED_FORM = regex.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.、．]\s*(?P<name>.+?)(?:项目支出|支出)?(?:预算)?绩效"
    r"(?:目标|自评|评价|监控|运行监控)?(?:申报|情况|评分|自评)?(?:表|书)?(?:（.{1,16}）)?(?:20\d\d年度?)?"
)
_GENERIC = regex.compile(
    r"(?:20\d\d年?度?)?(?:部门|单位|预算|财政|专项|县级|市级|省级|本级)*(?:项目|专项资金|资金)?(?:支出|预算)?(?:整体)?(?:支出|目标|政策)?(?:20\d\d年?度?)?"
)
_YEAR = regex.compile(r"20\d\d")
BLANK_FORM: Final = "label of a blank form"
"""What labels are claimed as where a form holds nothing else: such a table is a form, and `form.blank` says the rest."""
_LABELS = frozenset({"label", "level1", "level2"})  # what a blank form prints of its records
_CODE = regex.compile(r"\s*\d{3,6}[-－—_]?")
_LEVEL = regex.compile(r"(?:本级|机关)\s*$")
_UNIT = regex.compile(r"[（(](?:金额)?(?:单位)?[:：]?\s*(万元|亿元|千元|元)\s*[）)]")
_YEAR = regex.compile(r"(?<!\d)20[0-4]\d\s*年度?")
_PLACE = regex.compile(r"\p{Han}{2,12}?(?:省|市|县|区|州|旗|盟)")
_ORGANISATION = regex.compile(
    r"^(\p{Han}{3,30}?(?:局|委员会|办公室|厅|人民政府|政府|中心|联合会|总工会|法院|检察院|管理处|街道办事处|委|办))(?=(?:20\d\d)年?度?|部门|项目|整体|单位)"
)


def finish(book: ExtractionBuilder, scope: Scope, title: Piece | None, running: Sequence[Piece] = ()) -> None:
    """Write the document's and the projects' records; `running` are the running heads of its pages."""
    if title is not None:
        book.document["title"] = book.title(title, "title")
        book.take(title)
    _settle_horizons(book)
    heads = list(scope.heads.values())
    several = len({id(h.title) for h in heads if h.title is not None}) > 1
    for project in list(book.projects):
        head = scope.heads.get(project.number)
        if _is_blank(book, project):
            _leave_out(book, project, head)
            continue
        if head is not None:
            _lend(book, project, "unit", head.unit, head.unit_key)
            _lend(book, project, "department", head.department, head.department_key)
            if head.heading is not None:
                project.fields["heading"] = book.title(head.heading, "heading")
            elif head.title is not None and (head.title is not title or several):
                project.fields["heading"] = book.title(head.title, "heading")
        named = name_in_heading(project.fields["heading"].spans[0].piece) if "heading" in project.fields else None
        if named is not None and "project_name" not in project.fields:
            project.fields["project_name"] = named
        book.add(Kind.PROJECT, project.fields, {"amount_unit": project.amount_unit}, project.attributes, project.number)
    _settle_document(book, scope, title, running)
    for head in (*heads, scope.department_head):
        if head is not None and head.named is not None:
            _keep_name(book, head.named)


def _is_blank(book: ExtractionBuilder, project: Project) -> bool:
    """Whether a form holds its labels and nothing else: no field, no pair, no record with a print of its own but labels."""
    if project.fields or project.attributes:
        return False
    own = [record for record in book.records if record.project == project.number]
    printed = [name for record in own for name, value in record.fields.items() if value.text and name not in _LABELS]
    return not printed and not any(record.attributes for record in own)


def _leave_out(book: ExtractionBuilder, project: Project, head: Head | None) -> None:
    """A form left blank makes no project: its rows go, its labels stay recognised, and a finding names it."""
    for record in [record for record in book.records if record.project == project.number]:
        book.records.remove(record)
        for value in record.fields.values():
            book.claims.extend(Claim(Use.LABEL, span, BLANK_FORM) for span in value.spans)
    book.projects.remove(project)
    piece = (head.heading or head.title) if head is not None else None
    if piece is not None:
        book.claim(piece, BLANK_FORM)
        book.say("form.blank", piece, raw=piece.text.strip())


def name_in_heading(heading: Piece) -> RawField | None:
    """The project's name in the heading of its form (1、孤儿基本生活养育津贴绩效目标表); None where it names the kind of form alone."""
    found = _NAMED_FORM.fullmatch(heading.text.strip())
    if found is None or _GENERIC.fullmatch(fold(found["name"])) or len(fold(found["name"])) < 3:
        return None
    start = heading.text.index(found["name"])
    return field_of(heading, "heading:project_name", start, start + len(found["name"]))


def source_labels(book: ExtractionBuilder) -> list[Claim]:
    """The labels of amounts: values of their rows (`funding.label`) and labels of the form at once."""
    fields = [r.fields["label"] for r in book.records if r.kind is Kind.FUNDING and "label" in r.fields]
    return [Claim(Use.LABEL, span, "source") for f in fields for span in f.spans]


def titles(scope: Scope, title: Piece | None) -> str:
    """The title of the document and those of its forms."""
    heads = [h.title for h in (*scope.heads.values(), scope.department_head) if h is not None and h.title is not None]
    return "".join(p.text for p in ([title] if title is not None else []) + heads)


def _lend(book: ExtractionBuilder, project: Project, name: str, value: RawField | None, key: str) -> None:
    """A body named above the form is the form's own where its table names none; else it stays a pair of the document."""
    if value is None or project.fields.setdefault(name, value) is value:
        return
    if fold(project.fields[name].text) != fold(value.text):
        book.pair(None, key, value)
    else:
        book.claims.extend(Claim(Use.LABEL, span, f"{name} again") for span in value.spans)


def _keep_name(book: ExtractionBuilder, name: RawField) -> None:
    """A body's name that stands alone above a form: the department, its repetition, or a line of the narrative."""
    department = book.document.get("department")
    if department is None or department.spans == name.spans:
        return
    if fold(name.text) in fold(department.text):
        book.claims.extend(Claim(Use.LABEL, span, "department again") for span in name.spans)
    else:
        book.add(Kind.SECTION, {"text": name}, {"level": 1, "path": None, "role": None})


def _settle_horizons(book: ExtractionBuilder) -> None:
    """A horizon is a fact only where a form prints both; else it says nothing."""
    by_owner: dict[int | None, set[object]] = {}
    for record in _indicators(book):
        by_owner.setdefault(record.project, set()).add(record.facts.get("horizon"))
    for record in _indicators(book):
        if record.project not in book.double and not {"annual", "long_term"} <= by_owner[record.project]:
            record.facts["horizon"] = None
        elif record.facts.get("horizon") is None:
            record.facts["horizon"] = "annual"


def _indicators(book: ExtractionBuilder) -> list[RawRecord]:
    return [r for r in book.records if r.kind is Kind.INDICATOR]


def _settle_document(book: ExtractionBuilder, scope: Scope, title: Piece | None, running: Sequence[Piece]) -> None:
    fields = book.document
    headings = [head.title for head in (scope.department_head, *scope.heads.values()) if head is not None and head.title is not None]
    dated = [piece for piece in (title, *headings) if piece is not None and _YEAR.search(piece.text)]
    named = dated[0] if dated else title
    if "year" not in fields and named is not None:
        fields["year"] = book.title(named, "title:year")
    if not any(_YEAR.search(head.text) for head in _heads_of(scope, title)):
        _take_year(book, running)
    department = _department(book, scope, title)
    if department is not None:
        fields["department"] = department
    for value, key in _bodies(scope.department_head):
        _again(book, value, key)
    if "amount_unit" not in fields and (unit := _label_unit(book, title)) is not None:
        fields["amount_unit"] = unit
    book.add(Kind.DOCUMENT, fields, {}, book.attributes)


def _heads_of(scope: Scope, title: Piece | None) -> list[Piece]:
    """The lines above the forms that may name their year."""
    heads = [h for h in (*scope.heads.values(), scope.department_head) if h is not None]
    lines = [title, *(h.title for h in heads), *(h.heading for h in heads)]
    return [line for line in lines if line is not None]


def _take_year(book: ExtractionBuilder, running: Sequence[Piece]) -> None:
    """The year that the running heads of the pages name, where no line above a form does."""
    year = book.document.get("year")
    if year is not None and _YEAR.search(year.text):
        return
    for piece in running:
        found = _YEAR.search(piece.text)
        if found is not None:
            book.document["year"] = field_of(piece, "running head:year", *found.span())
            return


def _bodies(head: Head | None) -> list[tuple[RawField, str]]:
    """The bodies that the lines above a department's form name, with their labels."""
    named = [(head.unit, head.unit_key), (head.department, head.department_key)] if head is not None else []
    return [(value, key) for value, key in named if value is not None]


def _again(book: ExtractionBuilder, value: RawField, key: str) -> None:
    """A body that is not the document's department already: its name again, or a pair of the document."""
    department = book.document.get("department")
    if department is None or department.spans == value.spans:
        return
    if fold(department.text) == fold(value.text):
        book.claims.extend(Claim(Use.LABEL, span, "department again") for span in value.spans)
    else:
        book.pair(None, key, value)


def _department(book: ExtractionBuilder, scope: Scope, title: Piece | None) -> RawField | None:
    """The body whose document this is: 主管部门 and its like, else the body that a head names, else the title's."""
    if "department" in book.document:
        return book.document["department"]
    for project in book.projects:
        if "department" in project.fields:
            return project.fields["department"]
    heads = [h for h in (scope.department_head, *scope.heads.values()) if h is not None]
    for head in heads:
        for value in (head.department, head.unit, head.named):
            if value is not None:
                return _own_name(value)
    for name in ("unit", "unit_name"):
        if name in book.document:
            return book.document[name]
    found = _ORGANISATION.match(title.text.strip()) if title is not None else None
    if title is not None and found is not None:
        start = title.text.index(found.group(1))
        return field_of(title, "title:department", start, start + len(found.group(1)))
    return None


def _own_name(value: RawField) -> RawField:
    """The full name out of a code glued to a short and a full name: 713001妇女联合会秦皇岛市山海关区妇女联合会本级."""
    text = _CODE.sub("", value.text)
    if text == value.text:
        return value
    for length in range(len(text) // 2, 1, -1):
        short, rest = text[:length], text[length:]
        if short in rest and _PLACE.match(rest) and rest.index(short) > 1:
            text = rest
            break
    return RawField(_LEVEL.sub("", text), value.spans, "head:department")


def _label_unit(book: ExtractionBuilder, title: Piece | None) -> RawField | None:
    """The money unit that the forms' labels print in brackets, where no line names one."""
    pieces: list[Piece] = [] if title is None else [title]
    for piece in (*pieces, *(c.span.piece for c in (*book.claims, *source_labels(book)))):
        found = _UNIT.search(piece.text) if len(piece.text) <= 40 else None
        if found is not None:
            return field_of(piece, "label:amount_unit", *found.span(1))
    return None
