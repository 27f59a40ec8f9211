"""A made county: departments with planted faults, revisions, scans beside Word files, spreadsheets, missing ones.

Every planted fault is found, none on the clean ones, the right departments are missing; what an officer struck out stays struck.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from pipeline import convert
from pipeline.cli import main
from pipeline.exporters._stored import Stored
from pipeline.letters.letter import Fields
from pipeline.letters.roster import Entry, State, read_roster
from pipeline.letters.words import Outcome
from pipeline.letters.write import Request, review

Rows = list[tuple[str, ...]]
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
CLEAN: Rows = [
    ("产出指标", "数量指标", "培训班次", "≥12期"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("产出指标", "时效指标", "培训完成时间", "2024年10月底前"),
    ("成本指标", "经济成本指标", "人均培训成本", "≤350元"),
    ("效益指标", "社会效益指标", "政策知晓率", "≥90%"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥92%"),
]
GOAL = "组织农村实用技术培训12期，覆盖600人次，10月底前完成，提高就业能力"
# What is planted: the rule that must find it, and how a clean form becomes one that has it.
Fault = Callable[[dict], None]


def put(place: int, *cells: str) -> Fault:
    def plant(form: dict) -> None:
        row = list(form["rows"][place])
        for at, cell in enumerate(cells):
            if cell:
                row[at] = cell if cell != "·" else ""
        form["rows"][place] = tuple(row)

    return plant


def drop(*places: int) -> Fault:
    def plant(form: dict) -> None:
        form["rows"] = [row for place, row in enumerate(form["rows"]) if place not in places]

    return plant


def add(*row: str) -> Fault:
    return lambda form: form["rows"].append(row)


def head(**fields: str) -> Fault:
    return lambda form: form.update(fields)


FAULTS: dict[str, Fault] = {
    "goal.missing": head(goal=""),
    "goal.too-short": head(goal="培训"),
    "class.output-missing": drop(0, 1, 2),
    "class.quantity-missing": drop(0),
    "class.quality-missing": drop(1),
    "class.timeliness-missing": drop(2),
    "class.cost-missing": drop(3),
    "class.benefit-missing": drop(4),
    "class.satisfaction-missing": drop(5),
    "target.missing": put(4, "", "", "", "·"),
    "name.not-a-name": put(0, "", "", "88"),
    "text.placeholder": put(0, "", "", "", "≥**期"),
    "quantity.payment": put(0, "", "", "项目资金支付金额", "30万元"),
    "indicator.duplicate": add("效益指标", "社会效益指标", "政策知晓率", "≥90%"),
    "indicator.output-as-benefit": add("效益指标", "社会效益指标", "培训合格率", "≥95%"),
    "name.several-facts": put(0, "", "", "举办培训班；编印培训教材"),
    "output.qualitative": put(1, "", "", "培训质量", "有效提升"),
    "satisfaction.unit": put(5, "", "", "", "≥92"),
    "timeliness.no-time": put(2, "", "", "宣传范围", "10个"),
    "date.outside-year": put(2, "", "", "", "2026年10月底前"),
    "cost.exceeds-budget": put(3, "", "", "项目总成本", "≤900万元"),
    "cost.lower-bound": put(3, "", "", "培训总成本", "≥20万元"),
    "cost.no-money": put(3, "", "", "购置教材", "≤300册"),
    "rate.over-100": put(4, "", "", "", "≥120%"),
    "direction.conflict": put(5, "", "", "", "≤92%"),
    "indicator.count-low": drop(1, 2, 3, 4),
    "value.yes-no-target": put(4, "", "", "是否提高知晓程度", "是/否"),
}


def word(path: Path, department: str, number: int, faults: tuple[Fault, ...] = (), **more: str) -> None:
    """One department's goal form as a Word file."""
    name = more.get("name", f"第{number}批实用技术培训")
    form = {"name": name, "goal": GOAL.replace("12", str(number + 12)), "budget": "30", "rows": list(CLEAN)} | more
    form["rows"][0] = ("产出指标", "数量指标", "培训班次", f"≥{number + 12}期")
    for plant in faults:
        plant(form)
    document = Document()
    document.add_paragraph("项目支出绩效目标表")
    document.add_paragraph("（2024年度）")
    rows = [
        ("项目名称", form["name"], "主管部门", department),
        ("年度资金总额（万元）", form["budget"], "", ""),
        ("年度目标", form["goal"], "", ""),
    ]
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for cells in (*rows, HEAD, *form["rows"]):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    for row in (1, 2):
        table.cell(row, 1).merge(table.cell(row, 3))
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def county(folder: Path, faults: dict[str, Fault], clean: int) -> tuple[dict[str, str], list[str], Path]:
    """Faulty departments by name (and their planted rule), clean ones, the roster."""
    faulty = {}
    for number, (code, plant) in enumerate(faults.items()):
        name = f"甲县第{number + 1:02d}局"
        faulty[name] = code
        word(folder / f"{name}.docx", name, number, (plant,))
    good = [f"甲县第{number + 61:02d}中心" for number in range(clean)]
    for number, name in enumerate(good):
        word(folder / name / "目标表.docx", name, number + 60)
    # A revision mends a fault; a department sends two different projects' worth twice; others send what is no form, or nothing.
    word(folder / "修改" / "文旅局.docx", "甲县文旅局", 90, (FAULTS["class.benefit-missing"],))
    word(folder / "修改" / "文旅局修改稿.docx", "甲县文旅局", 90)
    word(folder / "重复" / "甲.docx", "甲县科技局", 91)
    word(folder / "重复" / "乙.docx", "甲县科技局", 92)
    (folder / "甲县信访局").mkdir()
    letter = Document()
    letter.add_paragraph("关于报送部门预算的说明")
    letter.save(str(folder / "甲县司法局.docx"))
    (folder / "甲县档案馆.docx").write_bytes(b"PK\x03\x04 broken")
    roster = folder.parent / "roster.csv"
    names = [*faulty, *good, "甲县文旅局", "甲县科技局", "甲县信访局", "甲县司法局", "甲县档案馆", "甲县气象局"]
    roster.write_text("代码,名称,别名\n" + "".join(f"{n:03d},{name},{name[2:]}\n" for n, name in enumerate(names, 101)), "utf-8")
    return faulty, good, roster


def check(tmp_path: Path, faults: dict[str, Fault], clean: int) -> None:
    folder = tmp_path / "in"
    faulty, good, roster = county(folder, faults, clean)
    convert(str(folder), str(tmp_path / "out"), workers=1)
    done = review(Stored(tmp_path / "out"), Request(roster=read_roster(roster), folder=folder))
    found = {one.name: {issue.code for issue in one.issues} for one in done.departments}
    missed = {name: code for name, code in faulty.items() if code not in found[name]}
    assert not missed
    asked = {issue.code for one in done.departments if one.name in (*good, "甲县文旅局") for issue in one.issues}
    assert not asked, "nothing is said against a clean form, nor against one that a revision mended"
    assert all(one.outcome is Outcome.PASSED for one in done.departments if one.name in good)
    states = {answer.entry.name: answer.state for answer in done.answers}
    special = {"甲县文旅局": State.SUBMITTED, "甲县科技局": State.TWICE, "甲县信访局": State.EMPTY}
    special |= {"甲县司法局": State.NO_FORM, "甲县档案馆": State.UNREADABLE, "甲县气象局": State.MISSING}
    assert {name: states[name] for name in special} == special
    assert all(state is State.SUBMITTED for name, state in states.items() if name not in special)


SOME = ("goal.missing", "class.benefit-missing", "target.missing", "cost.exceeds-budget", "satisfaction.unit", "date.outside-year")


def test_a_small_county(tmp_path: Path) -> None:
    check(tmp_path, {code: FAULTS[code] for code in SOME}, 4)


@pytest.mark.prove
def test_a_county_of_sixty(tmp_path: Path) -> None:
    check(tmp_path, FAULTS, 60 - len(FAULTS) - 6)


def test_letters_and_rounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    word(folder / "甲.docx", "甲县教育局", 1, (FAULTS["satisfaction.unit"], FAULTS["class.benefit-missing"]))
    convert(str(folder), str(tmp_path / "out"), workers=1)
    first, second = tmp_path / "first", tmp_path / "second"
    assert main(["letters", str(tmp_path / "out"), "-o", str(first), "--deadline", "3月10日"]) == 0
    letter = "\n".join(p.text for p in Document(str(first / "甲县教育局-审核意见.docx")).paragraphs)
    assert "甲县教育局2024年度部门预算绩效目标审核意见" in letter
    assert "请于3月10日前修改" in letter
    assert "拟定意见：退回修改（中）" in letter
    tables = [cell.text for t in Document(str(first / "甲县教育局-审核意见.docx")).tables for row in t.rows for cell in row.cells]
    assert any("「≥92」" in text for text in tables)
    told = (first / "甲县教育局-系统退回意见.txt").read_text("utf-8")
    assert "没有设置效益指标" in told
    assert (first / "审核簿.xlsx").is_file()
    assert (first / "审核情况.docx").is_file()
    # An officer strikes a point out; the department mends another.
    rows = list(csv.DictReader(io.StringIO((first / "review.csv").read_text("utf-8-sig"))))
    struck = next(row for row in rows if row["rule"] == "satisfaction.unit")
    struck["state"] = "划去"
    with (first / "review.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    word(folder / "甲.docx", "甲县教育局", 1, (FAULTS["satisfaction.unit"],))
    convert(str(folder), str(tmp_path / "out2"), workers=1)
    assert main(["letters", str(tmp_path / "out2"), "-o", str(second), "--previous", str(first)]) == 0
    letter = "\n".join(p.text for p in Document(str(second / "甲县教育局-审核意见.docx")).paragraphs)
    assert "（第二次）" in letter
    assert "已修改1处，仍未修改0处" in letter
    assert "不再提出1处" in letter
    assert "≥92」" not in "".join(
        cell.text for t in Document(str(second / "甲县教育局-审核意见.docx")).tables for r in t.rows for cell in r.cells
    )


def test_the_same_review_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    word(folder / "甲.docx", "甲县教育局", 1, (FAULTS["rate.over-100"],))
    convert(str(folder), str(tmp_path / "out"), workers=1)
    for name in ("one", "two"):
        assert main(["letters", str(tmp_path / "out"), "-o", str(tmp_path / name)]) == 0
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_letter_of_twelve_projects_and_hostile_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number in range(12):
        word(folder / f"{number}.docx", "甲县=HYPERLINK(1)/局", number, (FAULTS["rate.over-100"],), name=f"=1+{number}项目")
    convert(str(folder), str(tmp_path / "out"), workers=1)
    assert main(["letters", str(tmp_path / "out"), "-o", str(tmp_path / "letters")]) == 0
    assert (tmp_path / "letters" / "甲县=HYPERLINK(1)_局-审核意见.docx").is_file()
    rows = list(csv.reader(io.StringIO((tmp_path / "letters" / "review.csv").read_text("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_what_a_roster_says_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    word(folder / "甲.docx", "甲县教育局", 1)
    convert(str(folder), str(tmp_path / "out"), workers=1)
    roster = tmp_path / "roster.csv"
    for text, why in (("代码,单位名\n1,甲\n", "no column of names"), ("名称\n甲县教育局\n甲县 教育局\n", "twice")):
        roster.write_text(text, "utf-8")
        assert main(["roster", str(tmp_path / "out"), "--roster", str(roster)]) == 2
        assert why in capsys.readouterr().err
    roster.write_text("名称,别名\n县教育局,教育局\n县水利局,\n", "utf-8")
    assert main(["roster", str(tmp_path / "out"), "--roster", str(roster)]) == 0
    assert capsys.readouterr().out.splitlines() == ["  县教育局  已报  甲.docx", "  县水利局  未报  "]
    assert main(["roster", str(tmp_path / "out"), "--roster", str(roster), "--fail-missing"]) == 1


def test_entries_of_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["编码", "部门名称", "简称"], ["0713", "妇女联合会", "妇联；县妇联"], ["0101", "教育局", None]):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    assert read_roster(tmp_path / "r.xlsx") == [Entry("妇女联合会", "0713", ("妇联", "县妇联")), Entry("教育局", "0101")]


def test_no_return_text_is_too_long(tmp_path: Path) -> None:
    from pipeline.letters.returns import MOST, returns

    folder = tmp_path / "in"
    many = tuple(add("产出指标", "数量指标", f"第{n}类培训机构群众满意覆盖率", "≥130%") for n in range(60))
    word(folder / "甲.docx", "甲县教育局", 1, many)
    convert(str(folder), str(tmp_path / "out"), workers=1)
    done = review(Stored(tmp_path / "out"), Request(fields=Fields("x")))
    texts = [text for one in done.departments for _, text in returns(one)]
    assert texts
    assert max(map(len, texts)) <= MOST
    assert "另有" in texts[0]


def test_what_a_revision_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, faults in (("one", ("satisfaction.unit", "class.benefit-missing")), ("two", ("satisfaction.unit",))):
        word(tmp_path / name / f"{name}.docx", "甲县教育局", 1, tuple(FAULTS[code] for code in faults))
        convert(str(tmp_path / name), str(tmp_path / f"out-{name}"), workers=1)
    assert main(["compare", str(tmp_path / "out-one"), str(tmp_path / "out-two"), "--revisions"]) == 1
    said = capsys.readouterr().out
    assert "甲县教育局：one.docx → two.docx" in said
    assert "已修改 1" in said
    assert "仍未修改 1" in said
    assert "新出现 0" in said


def test_versions_within_one_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word(tmp_path / "in" / "文旅局.docx", "甲县文旅局", 1, (FAULTS["rate.over-100"],))
    word(tmp_path / "in" / "文旅局修改稿.docx", "甲县文旅局", 1)
    convert(str(tmp_path / "in"), str(tmp_path / "out"), workers=1)
    assert main(["compare", str(tmp_path / "out"), str(tmp_path / "out"), "--revisions"]) == 0
    said = capsys.readouterr().out
    assert "文旅局.docx → 文旅局修改稿.docx" in said
    assert "「≥120%」→「≥90%」" in said


def test_a_letter_about_a_file_without_a_form_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    note = Document()
    note.add_paragraph("关于报送部门预算的说明")
    note.save(str(tmp_path / "in" / "说明.docx"))
    convert(str(tmp_path / "in"), str(tmp_path / "out"), workers=1)
    assert main(["letters", str(tmp_path / "out"), "-o", str(tmp_path / "letters")]) == 0
    (path,) = (tmp_path / "letters").glob("*审核意见.docx")
    said = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "拟定意见：读取待核" in said
    assert "说明.docx：" in said
