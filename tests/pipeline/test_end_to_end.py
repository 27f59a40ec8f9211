"""A small form as Tika prints it, from bytes to rows, with and without a user's own labels."""

import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.vocabulary import VocabularyError
from pipeline.stages import prepare
from pipeline.submission import Options, process, trace

ROOT = Path(__file__).resolve().parents[2]


def table(*rows):
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"


FORM = (
    "2023年部门预算绩效文本\n第二部分  预算项目绩效目标\n1.校舍维修经费绩效目标表\n"
    + table(
        ["302001教育局昌黎县教育局本级", "单位：万元"],
        ["项目编码", "13032223P00456410001X", "项目名称", "校舍维修经费"],
        ["预算规模及资金用途", "预算数", "30.00", "其中：财政    资金", "20.00", "其他资金", "5.00"],
        ["", "维修校舍"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "25%", "60%", "50%", "95%"],
        ["绩效目标", "1.维修校舍12所"],
    )
    + "\n"
    + table(
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "维修校舍数量", "维修校舍数量", "12所", "年度工作计划"],
        ["", "时效指标", "项目控制预算数", "不超过支持经费", "是/否", "年度工作计划"],
        ["满意度指标", "服务对象满意度指标", "师生满意度", "师生满意度", "≥90", "年度工作计划"],
    )
)


@pytest.fixture(scope="module")
def submission():
    return process(FORM.encode(), "form.txt", "2023/form.txt")


def test_the_project(submission):
    (project,) = submission.projects
    assert (project["project_code"], project["project_name"], project["unit_code"]) == ("13032223P00456410001X", "校舍维修经费", "302001")
    assert (project["budget_yuan"], project["purpose"]) == (Decimal(300000), "维修校舍")
    assert submission.document["department_name"] == "昌黎县教育局"
    assert (submission.document["region_code"], submission.document["fiscal_year"]) == ("130322", 2023)
    assert submission.document["coverage"] == 1


def test_the_indicators(submission):
    assert [(row["level1"], row["level3"], row["raw"], row["value"], row["unit"]) for row in submission.indicators] == [
        ("产出指标", "维修校舍数量", "12所", 12, "所"),
        ("产出指标", "项目控制预算数", "是/否", None, None),
        ("满意度指标", "师生满意度", "≥90", 90, None),
    ]


def test_the_findings(submission):
    assert [row["rule"] for row in submission.findings] == [
        "budget.sum",
        "plan.order",
        "plan.final",
        "indicator.misplaced",
        "value.yes-no-target",
        "value.unit-missing",
    ]
    assert submission.findings[0]["message"] == "项目“校舍维修经费”的预算数300000元与各项资金来源之和250000元不一致，请核对。"


def test_every_stage_is_kept_for_a_person_who_asks():
    found = trace(FORM.encode(), "form.txt", "form.txt")
    assert found.document is not None
    assert found.extraction is not None
    assert found.records is not None
    assert found.submission == process(FORM.encode(), "form.txt", "form.txt")


def test_a_users_own_label(tmp_path):
    data = FORM.replace("项目名称", "工程全名").encode()
    before = process(data, "form.txt", "form.txt")
    assert "工程全名" in [finding["raw"] for finding in before.findings]  # the name itself is told by the heading
    labels = tmp_path / "labels.toml"
    labels.write_text('[pair]\nproject_name = ["工程全名"]\n', "utf-8")
    after = process(data, "form.txt", "form.txt", Options(vocabulary=labels)).projects[0]
    assert after["project_name"] == "校舍维修经费"
    assert "工程全名" not in (after["attributes"] or "")


def test_a_users_mistake_is_said_before_any_file_is_read(tmp_path):
    labels = tmp_path / "labels.toml"
    labels.write_text('[pair]\nno_such = ["工程全名"]\n', "utf-8")
    with pytest.raises(VocabularyError, match="no_such"):
        prepare(Options(vocabulary=labels))


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_rows_do_not_depend_on_the_order_of_sets_or_the_locale(submission, seed, tmp_path):
    path = tmp_path / "form.txt"
    path.write_bytes(FORM.encode())
    code = (
        "import hashlib, sys, pathlib\nfrom pipeline.submission import process\n"
        "rows = process(pathlib.Path(sys.argv[1]).read_bytes(), 'form.txt', '2023/form.txt').rows\n"
        "print(hashlib.sha256(repr(rows).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(repr(submission.rows).encode()).hexdigest()
