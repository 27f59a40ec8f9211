"""One indicator: its names and classes, its target and its actual value, normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.document import Cell
from extractors.raw import RawField, RawRecord
from normalizers import Context, Value, normalize
from normalizers.levels import level1_class, level2_class
from normalizers.text import fold
from pipeline.records.attained import is_fraction
from pipeline.records.attainment import attainment, reads_at_most
from pipeline.records.draft import Draft, Sheet
from pipeline.records.joined import parted
from pipeline.records.model import Record
from pipeline.records.name_key import name_key
from pipeline.schema.words import GRADES

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NO_SIGN = frozenset({"定性", "定量"})
# What a value's column says of where it was read: of the value cell, of the unit's own cell, of the sign's.
_OF_VALUE = ("kind", "value", "value_upper", "unit_inferred", "date", "date_upper", "date_precision", "category")
_ACTUAL = ("kind", "comparator", "value", "value_upper", "unit", "date", "category")


@dataclass(frozen=True, slots=True)
class Sources:
    """The prints that one value may have come from."""

    value: RawField | None
    sign: RawField | None = None
    unit: RawField | None = None
    name: RawField | None = None

    def of_unit(self, value: Value) -> RawField | None:
        """Where the unit stands: in the value, in its own cell, in the name."""
        for source in (self.value, self.unit, self.name):
            if source is not None and value.unit_raw and fold(value.unit_raw) in fold(source.text):
                return source
        return self.unit if self.unit is not None and self.unit.text.strip() else self.value

    def of_sign(self) -> RawField | None:
        """Where the comparator stands: in its own cell where that holds one, else in the value."""
        if self.sign is not None and self.sign.text.strip() and fold(self.sign.text) not in _NO_SIGN:
            return self.sign
        return self.value


def indicator(raw: RawRecord, fiscal_year: int | None, sheet: Sheet, task: Record | None = None) -> Record:
    """A row of `indicators` (with its parts) out of a raw record; `task` is the task that it stands under."""
    draft = Draft("indicators")
    raw, doubt = parted(raw)
    fields = raw.fields
    if doubt is not None:
        draft.note(doubt.note, "level3", doubt.source)
    for name in ("scope", "horizon"):
        fact = raw.facts.get(name)
        draft.put(name, fact if isinstance(fact, str) else None)
    for name in ("level1", "level2", "level3"):
        draft.printed(name, fields.get(name), solid=True)
    called = draft.value("level3")
    if isinstance(called, str):
        draft.put("name_key", name_key(called), "name key", fields.get("level3"))
    for name in ("description", "basis"):
        draft.printed(name, fields.get(name))
    draft.printed("deviation_note", fields.get("deviation"))
    _classes(draft, raw)
    target = _target(draft, raw, fiscal_year)
    draft.number("weight", fields.get("weight"))
    _actual(draft, raw, fiscal_year, target)
    _reached(draft, raw, fiscal_year, "forecast")
    draft.number("score", fields.get("score"))
    for label, printed in raw.attributes:
        draft.extra(printed, label)
    return draft.done(sheet, graded(draft, raw, fiscal_year) or parts_of(target, fields.get("target")), task)


def _classes(draft: Draft, raw: RawRecord) -> None:
    for name, classify in (("level1", level1_class), ("level2", level2_class)):
        printed = raw.fields.get(name)
        if printed is not None:
            draft.put(f"{name}_class", classify(printed.text), "class of the level", printed)


def _target(draft: Draft, raw: RawRecord, fiscal_year: int | None) -> Value:
    fields = raw.fields
    sources = Sources(fields.get("target"), fields.get("sign"), fields.get("unit"), fields.get("level3"))
    value = normalize(_text(sources.value), context(raw, fiscal_year))
    draft.printed("raw", sources.value)
    put_value(draft, value, sources)
    draft.notes(value.notes, "raw", sources.value)
    if value.limit is not None and sources.value is not None:
        # 24小时内办结率100%: the limit belongs to what is measured.
        draft.extra(replace(sources.value, text=value.limit), "时限")
    _cell_of_its_own(draft, sources.sign, value.comparator is not None, raw.facts.get("label_sign"))
    _cell_of_its_own(draft, sources.unit, value.unit is not None or value.unit_raw is not None, raw.facts.get("label_unit"))
    return value


def _cell_of_its_own(draft: Draft, source: RawField | None, told: bool, label: str | int | None) -> None:
    """A sign's or unit's own cell: used up where the value says it (printed twice, too), else kept under its printed label."""
    if told:
        draft.nothing(source)
    else:
        draft.extra(source, label if isinstance(label, str) else None)


def put_value(draft: Draft, value: Value, sources: Sources) -> None:
    """The columns of a normalised value, each with the print it came from."""
    for name in _OF_VALUE:
        draft.put(name, getattr(value, name), value.rule, sources.value)
    draft.put("comparator", value.comparator, value.rule, sources.of_sign())
    if value.unit is not None or value.unit_raw is not None:
        source = sources.of_unit(value)
        draft.put("unit", value.unit, value.rule, source)
        draft.put("unit_raw", value.unit_raw, value.rule, source)


def parts_of(value: Value, source: RawField | None) -> tuple[Record, ...]:
    """The rows of `indicator_parts` of a composite value."""
    out = []
    for number, part in enumerate(value.parts, 1):
        draft = Draft("indicator_parts")
        draft.put("part", number)
        draft.put("label", part.label, part.value.rule, source)
        draft.put("raw", part.raw, part.value.rule, source)
        put_value(draft, part.value, Sources(source))
        out.append(Record("indicator_parts", draft.facts))
    return tuple(out)


def graded(draft: Draft, raw: RawRecord, fiscal_year: int | None) -> tuple[Record, ...]:
    """A part for each printed grade (优 | 良 | 中 | 差, Hebei 2017 to 2020); the indicator's own kind becomes `graded`."""
    printed = [(grade, source) for grade in GRADES if (source := raw.fields.get(f"grade_{grade}")) is not None and source.text.strip()]
    if not printed:
        return ()
    draft.put("kind", "graded", "columns of grades", printed[0][1])
    return tuple(_grade(raw, fiscal_year, number, grade, source) for number, (grade, source) in enumerate(printed, 1))


def _grade(raw: RawRecord, fiscal_year: int | None, number: int, grade: str, source: RawField) -> Record:
    value = normalize(source.text.strip(), replace(context(raw, fiscal_year), ocr=scanned(source)))
    label = raw.facts.get(f"label_{grade}")
    part = Draft("indicator_parts")
    part.put("part", number)
    part.put("label", label if isinstance(label, str) else GRADES[grade], "column of a grade", source)
    part.put("grade", grade, "column of a grade", source)
    part.put("raw", source.text.strip(), value.rule, source)
    put_value(part, value, Sources(source, raw.fields.get("sign"), raw.fields.get("unit")))
    return Record("indicator_parts", part.facts)


def _actual(draft: Draft, raw: RawRecord, fiscal_year: int | None, target: Value) -> None:
    """The actual value, and whether it meets the target; the target's unit serves the comparison alone."""
    value, source = _reached(draft, raw, fiscal_year, "actual"), raw.fields.get("actual")
    if value is None or source is None:
        return
    served = value
    if value.unit is None and target.unit_raw is not None and not is_fraction(target, value):
        served = normalize(source.text, replace(_actual_context(raw, fiscal_year, "actual"), unit=target.unit_raw))
    facts = {name: draft.value(name) for name in ("level1_class", "level2_class")}
    met = attainment(target, served, at_most=reads_at_most(facts, target))
    draft.put("attained", met.printed, "target against actual", source)
    draft.put("attained_assumed", met.assumed, "target against actual", source)
    draft.put("attained_rule", met.rule, "target against actual", source)


def _reached(draft: Draft, raw: RawRecord, fiscal_year: int | None, which: str) -> Value | None:
    """An actual or a forecast value: its own sign, the form's unit column or its own unit; None where none is printed."""
    source = raw.fields.get(which)
    if source is None:
        return None
    draft.printed(f"{which}_raw", source)
    if not source.text.strip():
        return None
    value = normalize(source.text, _actual_context(raw, fiscal_year, which))
    sources = Sources(source, None, raw.fields.get("unit"))
    for name in _ACTUAL:
        at = sources.of_unit(value) if name == "unit" else source
        draft.put(f"{which}_{name}", getattr(value, name), value.rule, at)
    draft.notes((note for note in value.notes if note.code != "value.unit-missing"), f"{which}_raw", source)
    return value


def context(raw: RawRecord, fiscal_year: int | None) -> Context:
    """What a target's meaning may depend on."""
    fields = raw.fields
    return Context(
        name=_text(fields.get("level3")),
        description=_text(fields.get("description")),
        sign=_text(fields.get("sign")),
        unit=_text(fields.get("unit")),
        fiscal_year=fiscal_year,
        ocr=scanned(fields.get("target")),
    )


def _actual_context(raw: RawRecord, fiscal_year: int | None, which: str) -> Context:
    """The same for an actual value, without what the form prints of the target alone: the sign's cell, placeholders in the name."""
    base = context(raw, fiscal_year)
    name = _BRACKETS.sub("", base.name) if base.name else None
    return replace(base, name=name, sign=None, ocr=scanned(raw.fields.get(which)))


def scanned(source: RawField | None) -> bool:
    """Whether a print was recognised from pixels: only such cells carry a confidence."""
    return source is not None and any(isinstance(span.piece, Cell) and span.piece.confidence is not None for span in source.spans)


def _text(source: RawField | None) -> str | None:
    return (source.text.strip() or None) if source is not None else None
