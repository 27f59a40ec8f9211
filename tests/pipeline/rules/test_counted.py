"""The view of the files that totals count chooses as the letters do."""

from pathlib import Path

import pytest

from pipeline.exporters._stored import Stored
from pipeline.letters.departments import departments
from pipeline.rules.run import profile
from pipeline.rules.tables import cases
from pipeline.schema import TABLES

from ..exporters.made import write

NAMES = [
    *("甲/目标表.docx", "甲/目标表.pdf", "甲/目标表修改稿.docx", "甲/扫描.pdf"),
    *("乙/a.docx", "乙/第二次.docx", "乙/b.docx"),
    *("丙/v2.docx", "丙/V1.docx", "丙/z.docx"),
    *("丁/好.docx", "丁/修改稿.docx"),
]


def row(number: int, path: str) -> dict[str, object]:
    made: dict[str, object] = dict.fromkeys(TABLES["documents"].names)
    owner = path[0]
    status = "failed" if path == "丁/修改稿.docx" else "ok"
    method = "pdf-ocr" if path == "甲/扫描.pdf" else "docx"
    made.update(document_id=f"{number:016x}", path=path, status=status, method=method, submission_key=owner * 2, department_name=owner)
    return made


@pytest.mark.parametrize("keyed", [True, False])
def test_the_view_and_the_letters_choose_the_same(tmp_path: Path, keyed: bool) -> None:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    rows["documents"] = [row(number, path) for number, path in enumerate(NAMES)]
    for one in rows["documents"] if not keyed else ():
        one["submission_key"] = None
    stored = Stored(write(tmp_path, rows).folder)
    with stored.asked() as base:
        seen = {path for (path,) in base.sql("SELECT path FROM counted_documents").fetchall()}
    chosen = {str(case.document["path"]) for one in departments(cases(stored, profile("national")), ()) for case in one.cases}
    assert seen == chosen
    assert seen == ({"甲/目标表修改稿.docx", "乙/第二次.docx", "丙/v2.docx", "丁/好.docx"} if keyed else set(NAMES))
