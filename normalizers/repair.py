"""Repairs of what a scan's recognition did to a value; only for text that comes from OCR, each repair named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalizers.scope import Scope, suggested_unit
from normalizers.tables import compiled


@dataclass(frozen=True, slots=True)
class Repair:
    """`pattern` must match the whole folded text; `mend` gives the text as it was printed, or None. Examples: name, damaged, mended."""

    name: str
    pattern: regex.Pattern[str]
    mend: Callable[[regex.Match[str], Scope], str | None]
    examples: tuple[tuple[str, str, str], ...]


def _sign_as_two(found: regex.Match[str], scope: Scope) -> str | None:
    """≥ read as 2 stands before a share that cannot pass one hundred: 292% is ≥92%. 增长率 may pass it and is left alone."""
    digits = found["digits"]
    name = scope.context.name or ""
    bounded = suggested_unit(scope.context.name, scope.context.description) == "%" and not regex.search(
        r"增长|增幅|提高|提升|完成率|执行率", name
    )
    if not bounded or digits[0] == "0" or Decimal(digits) > 100:
        return None
    return f"≥{digits}{found['rest']}"


def _fixed(prefix: str) -> Callable[[regex.Match[str], Scope], str | None]:
    return lambda found, scope: prefix + found["rest"]


def _letters(found: regex.Match[str], scope: Scope) -> str | None:
    digits = found["digits"].translate(str.maketrans("OoQlI|Ss", "00011155"))
    return found["sign"] + digits + found["rest"] if digits != found["digits"] and digits[0] != "0" else None


REPAIRS: tuple[Repair, ...] = (
    Repair(
        "≥ read as 2",
        compiled(r"2 ?(?P<digits>\d{2,3}(?:\.\d{1,2})?)(?P<rest>%|(?=$))"),
        _sign_as_two,
        (("群众满意度", "292%", "≥92%"), ("市民满意度调查", "290%", "≥90%")),
    ),
    Repair("= read as 二", compiled(r"[二ニ](?P<rest>\d.*+)"), _fixed("="), (("资金到位率", "二100%", "=100%"),)),
    Repair(
        "≥ read as 三 or a letter",
        compiled(r"(?:三|[Zz]|[Ee](?=\d)|之)(?P<rest>\d.*+)"),
        _fixed("≥"),
        (("合格率", "三95%", "≥95%"), ("合格率", "Z95%", "≥95%")),
    ),
    Repair("≤ read as a letter", compiled(r"(?:[Ss]|く)(?P<rest>\d.*+)"), _fixed("≤"), (("投诉率", "S5%", "≤5%"),)),
    Repair(
        "a dash read as 一",
        compiled(
            r"[一_]{1,2}(?P<rest>(?![一二三四五六七八九十百千万亿般定致流次个年月季人户天项台套家批票对体类级等旦直律样些半方])[\p{Han}]{2,}+)"
        ),
        _fixed(""),
        (("绩效监控有效性", "一持续有效", "持续有效"),),
    ),
    Repair(
        "a digit read as a letter",
        compiled(r"(?P<sign>[≥≤><=]{0,2}+)(?P<digits>(?=[\dOoQlI|Ss]*\d)[\dOoQlI|Ss]{2,6}+)(?P<rest>[%\p{Han}].*+)"),
        _letters,
        (("合格率", "≥9O%", "≥90%"), ("覆盖率", "l00%", "100%")),
    ),
    Repair(
        "% read as 96",
        compiled(r"(?P<rest>[≥≤><=]\d{2,3}(?=[%‰℅]|9[6b]|o/o)(?:℅|o/o))"),
        lambda found, scope: found["rest"].replace("℅", "%").replace("o/o", "%"),
        (("合格率", "≥95℅", "≥95%"),),
    ),
)


def repaired(text: str, scope: Scope) -> tuple[str, str] | None:
    """The first repair that applies: its name and the mended text; None where the text is left as printed."""
    for repair in REPAIRS:
        found = repair.pattern.fullmatch(text)
        mended = found and repair.mend(found, scope)
        if mended and mended != text:
            return repair.name, mended
    return None
