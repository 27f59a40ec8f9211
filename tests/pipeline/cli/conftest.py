from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Jixiao = Callable[..., subprocess.CompletedProcess[str]]

ROWS = (
    ("项目编码", "13030321P003970100127", "项目名称", "车辆保险费"),
    ("预算规模及资金用途", "预算数", "0.40", "其中：财政资金", "0.40", "其他资金", " "),
    ("", "公务用车车辆保险"),
    ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"),
    ("", "20%", "50%", "80%", "100%"),
    ("绩效目标", "提高工作效率，保障正常运行"),
    (),
    ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("产出指标", "数量指标", "公车数量", "公务用车数量", "1个", "年度工作计划"),
    ("", "质量指标", "出险率", "车辆出险率", "≤2%", "年度工作计划"),
    ("效益指标", "经济效益指标", "提高工作效率", "是否能提高工作效率", "是/否", "年度工作计划"),
)
# As Apache Tika prints a form: a cell is a tab and its text on a line of its own, a row ends with a blank line.
HEAD = "2022年部门预算绩效文本\n\n1.车辆保险费绩效目标表\n\n\t713001妇联本级\n\t单位：万元\n\n"
FORM = HEAD + "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in ROWS)


@pytest.fixture
def jixiao() -> Jixiao:
    """The command in a process of its own, as a user runs it."""

    def run(*arguments: str | Path, stdin: str | bytes = b"", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *map(os.fspath, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            timeout=120,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[3]), **env},
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder as people leave them: submissions, a copy, a note, an open document's shadow, something that is no document."""
    folder = tmp_path / "inbox"
    (folder / "妇联").mkdir(parents=True)
    (folder / "妇联" / "2022.txt").write_text(FORM, encoding="utf-8")
    (folder / "copy.txt").write_text(FORM, encoding="utf-8")
    (folder / "gbk.txt").write_text(FORM.replace("车辆", "设备"), encoding="gb18030")
    (folder / "broken.docx").write_bytes(b"\x00\x01\x02 nothing that Word would know")
    (folder / "README.md").write_text("# notes")
    (folder / "~$2022.docx").write_bytes(b"user")
    return folder
