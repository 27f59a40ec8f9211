"""What the context of a value says: sign and unit cells, the placeholder in a name, what a name suggests."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from normalizers.comparators import sign_of
from normalizers.events import ANY_EVENT
from normalizers.notes import Note
from normalizers.printing import tidy
from normalizers.units import CellUnit, cell_unit, read_unit, spelled
from normalizers.value import Comparator, Context


@dataclass(frozen=True, slots=True)
class Scope:
    """A context as rules see it. `sign` and `unit` are printed: in cells of their own, else in the name's placeholder."""

    context: Context
    sign: Comparator | None = None
    unit: CellUnit | None = None
    placeholder_sign: Comparator | None = None
    notes: tuple[Note, ...] = ()

    @property
    def fiscal_year(self) -> int | None:
        """The year that a month without one takes."""
        return self.context.fiscal_year


EMPTY = Scope(Context())

# ≥**平方米 in a name; the placeholder is two or more stars, crosses or underscores, or one between sign and unit.
_PLACEHOLDER = regex.compile(r"(?P<sign>[≥≤><=》《]{0,2}+)(?P<stars>\*++|[Xx×]{2,}+|_{2,}+|[○〇]{2,}+|…++)(?P<unit>[^()≥≤><=\d*]{0,12}+)")
_TRAILING = regex.compile(r"\((?P<unit>[^()]{1,10}+)\)[:*]*$")
_ACTUAL = regex.compile(r"\((?:全年)?(?:实际|完成)(?:完成)?(?:指标)?值\)")
_DENIED = {"定性", "定量"}


def scope_of(context: Context) -> Scope:
    """The context's printed parts, read once."""
    if context.name is None and context.sign is None and context.unit is None:
        return EMPTY if context == EMPTY.context else Scope(context)
    sign, notes = _sign_cell(context.sign)
    unit = cell_unit(context.unit) if context.unit else None
    named_sign, named_unit = name_hints(context.name) if context.name else (None, None)
    return Scope(context, sign or named_sign, unit or named_unit, named_sign, notes)


@lru_cache(maxsize=256)
def _sign_cell(raw: str | None) -> tuple[Comparator | None, tuple[Note, ...]]:
    text = tidy(raw or "")
    sign = sign_of(text)
    if sign or not text or text in _DENIED or not any(c in "≥≤><=≈" for c in text):
        return sign, ()
    return None, (Note.of("value.sign-unread", sign=(raw or "").strip()),)


@lru_cache(maxsize=16384)
def name_hints(name: str) -> tuple[Comparator | None, CellUnit | None]:
    """Sign and unit that a name prints: `受益人口(≥**人)`, or a unit alone in brackets at its end (`湿地保有量(公顷)`)."""
    if not any(c in "*＊()（）Xx×_≥≤○…" for c in name):
        return None, None
    text = tidy(name)
    found = _PLACEHOLDER.search(text)
    if found and (found["sign"] or _is_unit(found["unit"])):
        unit = found["unit"].strip(":,;。、")
        # 新增岗位(≥**个)(全年实际值): the sign is the target's, and this is none.
        sign = None if _ACTUAL.search(text, found.end()) else sign_of(found["sign"])
        return sign, cell_unit(unit) if _is_unit(unit) else None
    if (found := _TRAILING.search(text)) and _is_unit(found["unit"].removeprefix("单位:")):
        return None, cell_unit(found["unit"].removeprefix("单位:"))
    return None, None


def _is_unit(text: str) -> bool:
    reading = read_unit(text.strip(":,;。、"))
    return reading is not None and reading.name is not None and reading.length == len(text.strip(":,;。、"))


# Names that end in a share are in per cent; names that end in a counted noun suggest its unit. Nothing else is suggested.
_SHARE = regex.compile(
    r"(?:满意度|知晓度|认可度|支持度|参与度|比率|比例|比重|占比|百分比|(?<!频|速|功|效|倍|利|税|汇|费|概|斜|心|密|分辨|采样|生产|出生|死亡)率|满意程度|覆盖面)"
)
_SHARE_WORDS = regex.compile(r"占(?:[^,。;]{0,20}+)(?:之比|的?比重|的?比例|的?比率|百分比)|(?:比率|百分比|所占比例|之比)")
_COUNTED = (
    ("人次数", "人次"),
    ("人次", "人次"),
    ("人数", "人"),
    ("次数", "次"),
    ("户数", "户"),
    ("天数", "天"),
    ("个数", "个"),
    ("件数", "件"),
    ("场次", "场次"),
    ("项数", "项"),
)


@lru_cache(maxsize=16384)
def suggested_unit(name: str | None, description: str | None) -> str | None:
    """The unit that a name, else a description, suggests where none is printed (`满意度` → %); None where nothing does."""
    for text in (_core(name), _core(description)):
        if not text:
            continue
        for ending, unit in _COUNTED:
            if text.endswith(ending):
                return unit
        if any(len(text) - found.end() <= 6 for found in _SHARE.finditer(text)):
            return "%"
        if text is not _core(name) and _SHARE_WORDS.search(text):
            return "%"
    return None


def _core(text: str | None) -> str:
    """A name without numbering, remarks in brackets and final punctuation, at most 200 characters."""
    return regex.sub(r"\([^()]*+\)", "", tidy(text[:200])).strip(":;,。、*") if text else ""


_BAD_EVENT = regex.compile(ANY_EVENT)


@lru_cache(maxsize=4096)
def bad_event(name: str | None, description: str | None = None) -> bool:
    """Whether an indicator counts something that should not happen, so that 无 answers it (安全事故: 无)."""
    return bool(name and _BAD_EVENT.search(tidy(name[:200])))


_WHEN = regex.compile(r"(?:时间|时限|日期|期限|截止|时点|月份|进度)")


def asks_when(scope: Scope) -> bool:
    """Whether an indicator's name asks for a time."""
    return bool(_WHEN.search(scope.context.name or ""))


def own_scope(label: str | None, scope: Scope) -> Scope:
    """The scope of one part of a composite: its label is its name; the row's sign and unit cells govern no part."""
    return Scope(Context(name=label, fiscal_year=scope.fiscal_year))


def conflict(unit: str | None, multiplier: Decimal | None, cell: CellUnit | None, printed: str) -> Note | None:
    """A note where a value's own unit contradicts the unit printed beside it; 元 under 元/人·年 says less, and nothing else."""
    if cell is None or ((cell.multiplier or 1) == (multiplier or 1) and _alike(unit, cell.name)):
        return None
    return Note.of("value.unit-conflict", cell=cell.raw, printed=printed)


def _alike(unit: str | None, other: str | None) -> bool:
    """Whether a unit is another one, or that one without its denominators or with them in another order."""
    if unit is None or other is None or unit == other:
        return unit == other
    head, _, per = (spelled(unit) or unit).partition("/")
    head_of_other, _, per_of_other = (spelled(other) or other).partition("/")
    return head == head_of_other and (not per or sorted(per.split("·")) == sorted(per_of_other.split("·")))
