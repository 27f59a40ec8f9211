"""Values: what `normalize` costs beside one bare `regex.fullmatch` of the commonest pattern, on the same distinct values.

Values are made in the shares of real forms, every round others, so that no cache can answer. The bare match is the
module's own call (it finds its compiled pattern in its cache) and, beside it, the compiled pattern's method.
"""

from __future__ import annotations

import io
import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence

import regex

from benchmarks.report import Line
from benchmarks.rounds import Times, interleave, ratio
from pipeline.cli.normalize import lines

COMMONEST = r"(≥|≤|>|<|=|＞|＜|＝|>=|<=)?\s*(\d+(?:[.,]\d+)*)\s*(%|％|[\p{Han}/]+)?"
SIGNS = ("≥", "≥", "≥", "≤", "=", "", "", ">=", "＝", "＞")
UNITS = ("%", "%", "%", "次", "人", "个", "人次", "万元", "元", "项", "家", "户", "亩", "公里", "台", "元/人", "次/年", "个工作日", "天")
WORDS = ("不低于{n}%", "{n}%以上", "达到{n}人次以上", "控制在{n}万元以内", "不超过{n}天", "{n}次左右", "约{n}户", "{n}-{m}人", "{n}%～{m}%")
DATES = ("20{y}年{k}月底前", "20{y}年{k}月前", "20{y}.{k}-20{z}.{k}", "20{y}年{k}月{d}日前完成", "20{y}年第{q}季度")
QUALITIES = ("有效提升{a}", "{a}明显改善", "逐步提高{a}", "{a}及时完成", "保障{a}正常运行")
THINGS = ("服务水平", "办公条件", "群众生活", "生态环境", "工作效率", "教学质量", "医疗服务", "社会治安", "基层治理", "产业发展")
SEVERAL = ("培训{n}期，{m}人次", "数量≥{n}个；覆盖率{k}%", "更新电脑{n}台、打印机{m}台")
SHAPES = (("sign",) * 62) + (("words",) * 15) + (("qualitative",) * 12) + (("date",) * 7) + (("several",) * 4)

Normalize = Callable[[str], object]


def made_values(seed: int = 0) -> Iterator[str]:
    """Distinct values without end, the same for the same seed."""
    source = random.Random(seed)
    seen: set[str] = set()
    while True:
        value = _made_value(source)
        if value not in seen:
            seen.add(value)
            yield value


def _made_value(source: random.Random) -> str:
    n = source.choice((source.randint(1, 100), source.randint(100, 99_999), round(source.uniform(0, 999), 2)))
    shape = source.choice(SHAPES)
    if shape == "sign":
        return f"{source.choice(SIGNS)}{n}{source.choice(UNITS)}"
    if shape == "qualitative":
        return source.choice(QUALITIES).format(a=source.choice(THINGS) + "与".join(["", *source.sample(THINGS, source.randint(0, 3))]))
    pattern = source.choice({"words": WORDS, "date": DATES, "several": SEVERAL}[shape])
    y, k, d = source.randint(15, 26), source.randint(1, 12), source.randint(1, 28)
    return pattern.format(n=n, m=round(float(n) + source.randint(1, 50), 2), y=y, z=y + 1, k=k, d=d, q=source.choice("一二三四"))


def value_times(normalize: Normalize, count: int, rounds: int) -> Times:
    """Seconds for `count` values a round, by `normalize`, by `regex.fullmatch` and by the compiled pattern."""
    values = made_values()
    batches = [list(itertools.islice(values, count)) for _ in range(rounds + 1)]  # the last one warms up: round -1
    compiled = regex.compile(COMMONEST)
    readers: dict[str, Normalize] = {
        "normalize": normalize,
        "regex.fullmatch": lambda value: regex.fullmatch(COMMONEST, value),
        "compiled fullmatch": compiled.fullmatch,
    }
    return interleave({name: _timer(read, batches) for name, read in readers.items()}, rounds)


def _timer(read: Normalize, batches: Sequence[Sequence[str]]) -> Callable[[int], float]:
    def seconds(number: int) -> float:
        start = time.process_time()
        for value in batches[number]:
            read(value)
        return time.process_time() - start

    return seconds


def command_seconds(count: int) -> float:
    """Seconds that the command's own loop takes for `count` values, a line each, once it has seen as many others."""
    values = made_values(seed=2)
    warm, given = ([json.dumps({"raw": value}, ensure_ascii=False) for value in itertools.islice(values, count)] for _ in range(2))
    lines(warm, io.StringIO())
    start = time.process_time()
    lines(given, io.StringIO())
    return time.process_time() - start


def measure_values(normalize: Normalize, count: int, rounds: int) -> list[Line]:
    """How many bare matches one reading costs."""
    times = value_times(normalize, count, rounds)
    call, method = ratio(times, "normalize", "regex.fullmatch"), ratio(times, "normalize", "compiled fullmatch")
    what = f"{count * rounds} distinct values"
    seconds = sum(times["normalize"]) / (count * rounds)
    told = command_seconds(count) / count
    return [
        Line(what, "read a second, in the library", f"{1 / seconds:,.0f}", "≥ 50,000", 1 / seconds >= 50_000),
        Line(f"{count} distinct values", "read a second, by `normalize --jsonl`", f"{1 / told:,.0f}", "≥ 30,000", 1 / told >= 30_000),
        Line(what, "normalize / regex.fullmatch of the commonest pattern", str(call), "≤ 10 ×", call.median <= 10),
        Line(what, "normalize / the compiled pattern's fullmatch", str(method)),
    ]
