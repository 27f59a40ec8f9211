from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def test_a_value_with_its_context(jixiao: Jixiao) -> None:
    said = jixiao("normalize", "8.5万元").stdout
    assert {tuple(line.split(maxsplit=1)) for line in said.splitlines()} >= {("kind", "quantity"), ("value", "85000"), ("unit", "元")}
    assert "unit_inferred  %" in jixiao("normalize", "≥90", "--name", "基层妇女群众满意度").stdout
    assert "comparator     ge" in jixiao("normalize", "90", "--sign", "≥", "--unit", "%").stdout
    assert "2022-09-30" in jixiao("normalize", "9月底前", "--fiscal-year", "2022").stdout
    assert "part" in jixiao("normalize", "数量≥5个；覆盖率100%").stdout


def test_explain_shows_the_rules(jixiao: Jixiao) -> None:
    lines = jixiao("normalize", "≥90%", "--explain").stdout.splitlines()
    assert lines[-1].startswith("result")
    assert len(lines) > 1


def test_a_line_in_a_line_out_and_none_is_lost(jixiao: Jixiao) -> None:
    given = [
        '{"raw": "≥4次", "amount_unit": "万元"}',
        "no json",
        "",
        "[1]",
        '{"raw": null}',
        '{"raw": 0.10, "unit": "%"}',
        '{"raw": NaN}',
        "[" * 100_000,
        '{"raw": ' + "9" * 5000 + "}",
        '{"raw": "\\ud800"}',
        '{"raw": "是/否"}',
        '{"raw": "≥4次", "other": [1, 2]}',
    ]
    done = jixiao("normalize", "--jsonl", stdin="\n".join(given))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len(answers) == len(given)
    assert [i for i, answer in enumerate(answers) if "error" in answer] == [1, 2, 3, 6, 7, 11]
    assert answers[1]["error"].startswith("line 2: no JSON")
    assert (answers[0]["value"], answers[0]["unit"]) == ("4", "次")
    assert answers[5]["value"] == "0.1"
    assert answers[10]["category"] == "yes_no"
    assert answers[11]["error"].startswith("line 12: unknown key 'other'")


def test_all_good_lines_are_0_and_bytes_that_are_no_utf8_lose_no_line(jixiao: Jixiao) -> None:
    assert jixiao("normalize", "--jsonl", stdin='{"raw": "1个"}\n').returncode == 0
    assert len(jixiao("normalize", "--jsonl", stdin=b'{"raw": "\xff"}\n{"raw": "1"}\n').stdout.splitlines()) == 2


def test_every_line_is_answered_before_the_next_is_read() -> None:
    import sys

    command = [sys.executable, "-m", "pipeline", "normalize", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdin
        assert running.stdout
        for raw in ("≥4次", "是/否"):
            running.stdin.write(json.dumps({"raw": raw}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["kind"]
        running.stdin.close()


def test_wrong_usage(jixiao: Jixiao) -> None:
    assert jixiao("normalize").returncode == 2
    assert jixiao("normalize", "1", "--jsonl").returncode == 2
