"""What one printed value means: comparator, number, unit, date or category, and the rule that read it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from normalizers import Context

HELP: Final = "what a printed value means (≥90%%, 9月底前, 是/否)"


_KEYS_IN_HELP: Final = (
    "raw (the value as printed)",
    "name",
    "description",
    "sign",
    "unit",
    "amount_unit (the table's; governs amounts, never a value)",
    "fiscal_year (four digits)",
    "ocr (true where damage may be repaired)",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("value", nargs="?", metavar="VALUE", help="the value as printed")
    parser.add_argument("--name", help="the indicator's name")
    parser.add_argument("--description", help="the indicator's description")
    parser.add_argument("--sign", help="what stands in the form's own sign cell (计算符号)")
    parser.add_argument("--unit", help="what stands in the form's own unit cell (计量单位)")
    parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help="the year that a month without one belongs to")
    parser.add_argument("--ocr", action="store_true", help="the text was read from a scan: damage may be repaired")
    parser.add_argument("--explain", action="store_true", help="show which rules fired and why")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="read objects from standard input, one a line, and write one a line for each; keys: " + ", ".join(_KEYS_IN_HELP),
    )


def run(arguments: argparse.Namespace) -> int:
    """Normalise one value, or every line of standard input."""
    from normalizers import Context

    if arguments.jsonl:
        if arguments.value is not None or arguments.explain:
            return _wrong("--jsonl reads its values from standard input: it takes no VALUE and no --explain")
        return lines(sys.stdin, sys.stdout)
    if arguments.value is None:
        return _wrong("name a VALUE, or --jsonl to read objects from standard input")
    year, ocr = arguments.fiscal_year, arguments.ocr
    context = Context(arguments.name, arguments.description, arguments.sign, arguments.unit, year, ocr)
    return _explain(arguments.value, context) if arguments.explain else _show(arguments.value, context)


def lines(source: Iterable[str], sink: TextIO) -> int:
    """An object a line in, an object a line out; a line that holds none gets one with `error`, and the exit code is 1.

    Args:
        source: lines of JSON objects with the keys of `normalizers.jsonl.INPUT`; only `raw` need be there.
        sink: takes one object a line, in the same order, with the keys of `normalizers.jsonl.KEYS`.

    Returns:
        0 where every line was an object of those keys, else 1.
    """
    from normalizers import normalize
    from normalizers.jsonl import context_of, to_json

    code, encode = 0, json.JSONEncoder(ensure_ascii=False).encode
    for number, line in enumerate(source, 1):
        try:
            answer: dict[str, Any] = to_json(normalize(*context_of(_object(line))))
        except ValueError as error:
            answer, code = {"error": f"line {number}: {error}"}, 1
        sink.write(encode(answer) + "\n")
        sink.flush()
    return code


def _integer(digits: str) -> Decimal:
    """Python refuses to make an int of more than 4300 digits; a decimal takes them as they are."""
    return Decimal(digits)


def _no_number(name: str) -> None:
    raise ValueError(f"no JSON: {name} is no number")


_DECODER: Final = json.JSONDecoder(parse_float=Decimal, parse_int=_integer, parse_constant=_no_number)


def _object(line: str) -> dict[str, Any]:
    """A line's object, numbers with the digits that they were written with."""
    try:
        read = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("no JSON that can be read: nested too deeply") from None
    if not isinstance(read, dict):
        raise ValueError(f"a JSON object was expected, not {type(read).__name__}")
    return read


def _show(raw: str, context: Context) -> int:
    from normalizers import normalize
    from normalizers.jsonl import to_json

    value = normalize(raw, context)
    for name, text in to_json(value).items():
        if text is not None:
            print(f"{name:<14} {text}")
    for part in value.parts:
        shown = " ".join(text for name, text in to_json(part.value).items() if text is not None and name != "rule")
        print(f"{'part':<14} {part.label or '-'}: {part.raw} → {shown}")
    for note in value.notes:
        print(f"{'finding':<14} {note.code} {' '.join(f'{k}={v}' for k, v in note.args)}".rstrip())
    return 0


def _explain(raw: str, context: Context) -> int:
    from normalizers import explain
    from pipeline.display import pad, wide

    steps = explain(raw, context)
    across = max((wide(step.rule) for step in steps), default=0)
    for step in steps:
        print(f"{pad(step.rule, across)}  {pad(step.text, wide(raw))}  {step.result}".rstrip())
    return 0


def _wrong(why: str) -> int:
    print(f"jixiao normalize: {why}", file=sys.stderr)
    return 2
