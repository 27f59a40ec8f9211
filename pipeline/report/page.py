"""The page: answers laid out, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from pipeline import __version__
from pipeline.codes import CODED, Words, code
from pipeline.report.answers import Answer, printed
from pipeline.report.figures import both, figure
from pipeline.report.outcomes import Reviewed
from pipeline.report.words import heading
from pipeline.schema import Scalar

_TITLE: Final = Words("部门预算绩效数据报告", "Budget performance report")
_ORDER: Final = (
    "documents_by_outcome",
    "coverage",
    "findings_by_rule",
    "findings_by_department",
    "budget_by_department",
    "target_kinds",
    "comparators",
    "units_missing",
    "spending_plans",
)

# A sentence is shown in the page's language alone; a code is never broken.
_SHOWN: Final = {"message": ' class="zh"', "message_en": ' class="en"', "rule": ' class="c"'}


def page(answers: dict[str, Answer], outcomes: Sequence[Reviewed] | None = None) -> str:
    """The whole file; `outcomes` are what a review proposes, None for a batch too large to be reviewed on the way."""
    style, script = (files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(
        [
            _totals(answers["totals"]),
            *_outcomes(outcomes),
            *(_section(answers[name]) for name in _ORDER),
            _findings(answers["findings_list"]),
        ]
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(_TITLE.zh)} · {escape(_TITLE.en)}</title>
<style>
{style}</style>
</head>
<body class="zh">
<header><div><h1>{both(_TITLE)}</h1><p>jixiao {__version__}</p></div>
<button id="language" type="button"><span class="zh">English</span><span class="en">中文</span></button></header>
<main>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def _totals(answer: Answer) -> str:
    tiles = "".join(
        f"<div>{both(heading(name))}<b>{escape(printed(value) or '—')}</b></div>"
        for name, value in zip(answer.columns, answer.rows[0], strict=True)
    )
    return f'<section id="totals">{_title(answer)}<div class="totals">{tiles}</div>{_query(answer)}</section>'


def _outcomes(outcomes: Sequence[Reviewed] | None) -> list[str]:
    """What the officer's rules propose for each department, in the words of the letters."""
    if not outcomes:
        return []
    names = (Words("部门", "department"), Words("必须修改", "must change"), Words("建议完善", "should complete"), Words("提示", "hints"))
    head = "".join(f"<th>{both(name)}</th>" for name in (*names, Words("拟定意见", "proposed")))
    cells = [(escape(one.department), "".join(f'<td class="n">{count}</td>' for count in one.counts), one.outcome) for one in outcomes]
    rows = "".join(f"<tr><td>{name}</td>{counts}<td>{escape(outcome)}</td></tr>" for name, counts, outcome in cells)
    said = Words(
        "由全国通用规则提出，由审核人员确定；见 jixiao letters", "proposed by the national rules, decided by the officer: jixiao letters"
    )
    table = f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    title = f"<h2>{both(Words('各部门拟定意见', 'What is proposed for each department'))}</h2>"
    return [f'<section id="outcomes">{title}<p class="note">{both(said)}</p>{table}</section>']


def _section(answer: Answer) -> str:
    drawn = figure(answer) or f'<p class="note">{both(Words("没有数据", "nothing to show"))}</p>'
    said = both(Words(f"数据（{answer.count:,} 行）", f"Data ({answer.count:,} rows)"))
    data = f'<details><summary>{said}</summary><div class="scroll">{_table(answer)}</div></details>'
    return f'<section id="{answer.view.name}">{_title(answer)}{drawn}{data}{_query(answer)}</section>'


def _findings(answer: Answer) -> str:
    levels = "".join(f'<option value="{one}">{escape(code("severity", one).zh)} {one}</option>' for one in ("error", "warning", "info"))
    sieve = (
        '<div class="filter"><input id="words" type="search" placeholder="筛选 filter" aria-label="filter">'
        f'<select id="severity" aria-label="severity"><option value="">全部 all</option>{levels}</select><span id="shown"></span></div>'
    )
    shown = len(answer.rows)
    more = Words(f"仅列前 {shown:,} 条，共 {answer.count:,} 条", f"the first {shown:,} of {answer.count:,}")
    note = f'<p class="note">{both(more)}</p>' if answer.count > shown else ""
    return f'<section id="findings_list">{_title(answer)}{sieve}{note}<div class="scroll">{_table(answer)}</div>{_query(answer)}</section>'


def _title(answer: Answer) -> str:
    return f"<h2>{both(Words(answer.view.title, answer.view.title_en))}</h2>"


def _query(answer: Answer) -> str:
    return f"<details><summary>{both(Words('查询语句', 'Query'))}</summary><pre>{escape(answer.sql)}</pre></details>"


def _table(answer: Answer) -> str:
    head = "".join(f"<th{_SHOWN.get(name, '')}>{both(heading(name))}</th>" for name in answer.columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(_row(answer.columns, row) for row in answer.rows)}</tbody></table>"


def _row(columns: Sequence[str], row: Sequence[Scalar]) -> str:
    severity = next((str(value) for name, value in zip(columns, row, strict=True) if name == "severity"), "")
    mark = f' class="{escape(severity)}"' if severity else ""
    return f"<tr{mark}>{''.join(_cell(name, value) for name, value in zip(columns, row, strict=True))}</tr>"


def _cell(name: str, value: Scalar) -> str:
    if name in CODED and value is not None:
        return f'<td class="c">{both(code(name, str(value)))}</td>'
    if isinstance(value, Decimal | int):
        return f'<td class="n">{escape(printed(value))}</td>'
    return f"<td{_SHOWN.get(name, '')}>{escape(printed(value))}</td>"
