"""Golden texts, one a stage: reviewed by `git diff`; a missing one fails, `make golden` rewrites them and fails on purpose."""

from pathlib import Path

import pytest

GOLDENS = Path(__file__).resolve().parent / "goldens"
MAIN = ("shanhaiguan-fulian-2022.docx", "shanhaiguan-fulian-2022.short.pdf", "shanhaiguan-fulian-2022.txt")
FORMS = sorted(p.name for p in (Path(__file__).resolve().parents[2] / "samples" / "forms").iterdir())
CASES = [(name, stage) for name in MAIN for stage in ("document", "raw")]
CASES += [(MAIN[0], stage) for stage in ("records", "findings")]
CASES += [(f"forms/{form}/{form}.docx", stage) for form in FORMS for stage in ("records", "findings")]


@pytest.mark.parametrize(("name", "stage"), CASES, ids=[f"{Path(n).name}-{s}" for n, s in CASES])
def test_stage_is_as_reviewed(traced, stage_text, name, stage, request):
    golden = GOLDENS / f"{Path(name).name}.{stage}.txt"
    text = stage_text(traced(name), stage)
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} is written: read `git diff`, then run the tests without --rewrite-golden")
    assert golden.is_file(), f"no golden {golden.name}: `make golden` writes it"
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_over():
    assert {p.name for p in GOLDENS.iterdir()} == {f"{Path(n).name}.{s}.txt" for n, s in CASES}
