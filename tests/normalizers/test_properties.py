"""What holds of every text: nothing raises or hangs, printing habits change no meaning, prints and triples lead back to the value."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import Context, explain, from_official, normalize, to_official
from normalizers.printed import printed_value
from normalizers.printing import places, tidy
from normalizers.reader import ALL_RULES
from normalizers.repair import REPAIRS
from normalizers.text import fold
from normalizers.value import Value, brief

from .corpora import all_lines

LINES = all_lines()
CONTEXT = Context(fiscal_year=2022)
TOKENS = (  # noqa: SIM905  # a list of a hundred quoted marks reads worse
    "≥ ≤ > < = 》 《 ± ~ - — 至 到 约 近 不 不低于 不超过 达到 控制在 以上 以下 以内 及 左右 余 含 ( ) （ ） % "
    "‰ ％ 、 ， , ； ; 。 . : ： / \\ * ** X XX □ √ 是 否 无 有  0 1 2 3 5 9 10 12 31 95 100 2022 2023 0.5 1,200 "
    "１２ 一 二 三 十 百 千 万 亿 两 半 零 成 分之 百分之 人 人次 个 次 元 万元 平方米 ㎡ m² km 天 日 月 年 季度 "
    "小时 个工作日  前 底 内 后 底前 每 每年 每人 每季度 上半年 全年 年底 第 提高 下降 增长 同比 较上年 完成 及时 "
    "良好 有所 提升 覆盖率 满意度 数量 培训 男 女 ① 1. 1、 T+1 1:1 Ⅲ类 GB X≤ \n 　 \u200b …"
).split(" ")

texts = st.one_of(st.lists(st.sampled_from(TOKENS), max_size=8).map("".join), st.text(max_size=40))
contexts = st.builds(
    Context,
    name=st.none() | st.sampled_from(["满意度", "受益人口(≥**人)", "安全事故", "面积(亩)", "完成时间", "**"]) | texts,
    sign=st.none() | st.sampled_from(["≥", "=", "定性", "＜", ""]) | texts,
    unit=st.none() | st.sampled_from(["%", "万元", "人", "元/人·月", "/"]) | texts,
    fiscal_year=st.none() | st.integers(1, 9999),
    ocr=st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(texts, contexts)
def test_no_text_raises_and_what_is_read_is_consistent(raw: str, context: Context) -> None:
    value = normalize(raw, context)
    assert normalize(raw, context) == value
    assert (value.value_upper is not None) == (value.kind == "range")
    assert value.kind != "range" or (value.value is not None and value.value_upper is not None and value.value <= value.value_upper)
    assert (value.value is not None) == (value.kind in ("quantity", "range"))
    assert (value.kind == "composite") == bool(value.parts)
    assert value.kind not in ("qualitative", "boolean") or value.category
    assert value.rule
    assert value.unit is None or value.unit_inferred is None
    assert explain(raw, context)[-1 - len(value.notes)].result == brief(value)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LINES), st.integers(0, 999_999), st.integers(0, 99))
def test_words_that_are_remembered_read_as_words_that_are_read(line, number: int, hundredths: int) -> None:  # type: ignore[no-untyped-def]
    """A print whose words are known is filled in; `explain` reads the same print from its beginning."""
    _, context, raw = line
    digits = regex.search(r"[0-9]+(?:\.[0-9]+)?", raw)
    if digits is None:
        return
    for figure in (str(number), f"{number}.{hundredths:02d}", "1", "12", "31"):
        other = raw[: digits.start()] + figure + raw[digits.end() :]
        value = normalize(other, context)
        assert value == normalize(other, context)
        assert explain(other, context)[-1 - len(value.notes)].result == brief(value)


@pytest.mark.parametrize("habit", ["spaced", "wide", "ideographic space", "wrapped"])
def test_printing_habits_change_no_meaning(habit: str) -> None:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "-\\\"'_`^"}
    different = []
    for _, context, raw in LINES:
        if habit == "wide":
            other = raw.translate(wide)
        else:
            gap = {"spaced": " ", "ideographic space": "\u3000\u3000", "wrapped": "\n"}[habit]
            # Between two digits a blank may part two numbers; everywhere else it is no fact.
            other = "".join(c if i == 0 or (c.isdigit() and raw[i - 1].isdigit()) else gap + c for i, c in enumerate(raw))
        # Labels of parts are kept as printed, so they differ by the habit itself.
        if fold(brief(normalize(raw, context))) != fold(brief(normalize(other, context))):
            different.append(f"{raw!r} {brief(normalize(raw, context))} / {other!r} {brief(normalize(other, context))}")
    assert not different, "\n".join(different)


def test_a_repeated_sign_is_one_sign() -> None:
    for once, more in (
        ("≥90%", "≥≥90%"),
        ("90%", "90%%"),
        ("≥90%", "≥　 　90%"),
        ("及时", "及时。。"),
        ("**人", "*****人"),
        ("/", "//"),
        ("—", "————"),
    ):
        assert brief(normalize(once)) == brief(normalize(more))


def _core(value: Value) -> Value:
    """What a round trip must keep: everything but the print it came from."""
    parts = tuple(replace(part, raw="", value=_core(part.value)) for part in value.parts)
    return replace(value, rule="", notes=(), unit_raw=None, unit_inferred=None, parts=parts)


def test_value_to_print_to_value() -> None:
    trips = 0
    for _, context, raw in LINES:
        value = normalize(raw, context)
        text = printed_value(value)
        if text is None or any(part.value.unit is None and part.value.kind == "quantity" for part in value.parts):
            continue
        # A comparator that only a sign cell prints beside a state has no place in words.
        if value.kind == "qualitative" and context.sign:
            continue
        trips += 1
        assert brief(normalize(text, Context(fiscal_year=2022))).replace("~%", "").strip() == brief(_core(value)), (
            f"{raw!r} printed {text!r}"
        )
    assert trips > 150


def test_value_to_official_to_value() -> None:
    signs = set()
    for _, context, raw in LINES:
        value = normalize(raw, context)
        triple = to_official(value)
        signs.add(triple.sign)
        if triple.sign is None:
            assert triple.reason
            continue
        if triple.sign <= 5:
            assert triple.unit
            assert triple.value
            back = from_official(triple.sign, triple.value, triple.unit)
            assert brief(back) == brief(value), raw
        elif value.kind in ("boolean", "range") or (value.kind == "qualitative" and not context.sign):
            assert brief(from_official(6, triple.value, None)) == brief(_core(value)), raw
    assert signs == {None, 1, 2, 3, 4, 5, 6}


HOSTILE = [
    unit * (100_000 // len(unit))
    for unit in (
        "1",
        "1,",
        "1 ",
        "1.",
        "≥",
        "≥1",
        "9%",
        "一",
        "一百",
        "万",
        "十万",
        "*",
        "**人",
        "人",
        "每",
        "每人",
        "年",
        "1月",
        "2022年",
        "-",
        "1-",
        "至",
        "是□否□",
        "□",
        "(",
        "()",
        "(含",
        "含1%)",
        "提高",
        "不",
        "不低于",
        "有所",
        "及时",
        "应保尽保",
        "、",
        "；",
        "1、",
        "①",
        "/人",
        "/",
        "· ",
        "零",
        "分之",
        "百分之",
        "半",
        "GB",
        "Ⅲ类",
        "a",
        " ",
        "…",
        "T+1",
        "1:1",
        "按时间",
        "预算",
        "培训5次",
    )
]


def _timed(function, *args) -> float:  # type: ignore[no-untyped-def]  # any call
    started = time.process_time()
    function(*args)
    return time.process_time() - started


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_hostile_text_is_refused_in_time(text: str) -> None:
    assert _timed(normalize, text, CONTEXT) < 0.2
    assert _timed(normalize, text[:1000], CONTEXT) < 0.5
    assert _timed(normalize, text[:1000], replace(CONTEXT, ocr=True, name="满意度")) < 0.5


def test_no_pattern_backtracks_on_hostile_text() -> None:
    slow = []
    patterns = {rule.name: rule.pattern for rule in ALL_RULES} | {repair.name: repair.pattern for repair in REPAIRS}
    for text in HOSTILE:
        folded = tidy(text + "%以上")
        slow += [f"{name} on {text[:8]!r}" for name, pattern in patterns.items() if _timed(pattern.fullmatch, folded) > 0.25]
    assert not slow


@given(st.text(max_size=60))
def test_a_folded_piece_is_found_as_printed(raw: str) -> None:
    folded, where = places(raw)
    assert folded == tidy(raw)
    assert len(where) == len(folded)
    assert where == sorted(where)
