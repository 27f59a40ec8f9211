"""A list of 50,000 rows: beside openpyxl's own iteration over its cells, and within 300 MiB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

pytestmark = pytest.mark.prove

ROWS = 50_000
MEMORY = 300  # MiB
READ = """
import sys, time
data = open(sys.argv[1], "rb").read()
{imports}
began = time.process_time()
{call}
took = time.process_time() - began
# The peak of this process image: getrusage would carry the peak of the parent over exec.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(took, int(peak) // 1024)
"""
OURS = READ.format(
    imports="from extractors.readers.sheets import xlsx",
    call="(grid,) = xlsx.read(data).blocks; assert len(grid.cells) == 10 * 50_001, len(grid.cells)",
)
THEIRS = READ.format(
    imports="import io, openpyxl",
    call="sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active\n"
    "assert sum(1 for row in sheet.iter_rows() for cell in row) > 500_000",
)


def run(code: str, path: Path) -> tuple[float, int]:
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True, timeout=300)
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


@pytest.fixture(scope="module")
def flat_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        frame, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
        head = ["序号", "项目编码", "项目名称", "预算金额（万元）", "一级指标", "二级指标", "三级指标", "指标值", "单位", "备注"]
        sheet.write_row(0, 0, head, frame)
        for row in range(1, ROWS + 1):
            sheet.write_row(row, 0, [row, f"13030321P{row:012d}", f"项目{row}经费"], frame)
            sheet.write_number(row, 3, row * 1.25, money)
            sheet.write_row(row, 4, ["产出指标", "数量指标", f"指标{row % 997}", f"≥{row % 100}%", "%", ""], frame)
    return path


def test_it_is_read_within_its_memory_and_nearly_as_fast_as_openpyxl_iterates(flat_list: Path) -> None:
    pairs = [(run(OURS, flat_list), run(THEIRS, flat_list)) for _ in range(3)]
    ours, theirs = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    print(f"{ROWS / ours[0]:,.0f} rows a second and {ours[1]} MiB; openpyxl {ROWS / theirs[0]:,.0f}; ratio {ours[0] / theirs[0]:.2f}")
    assert ours[1] <= MEMORY
    assert ours[0] <= 1.5 * theirs[0]
