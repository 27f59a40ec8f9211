"""One truth, every container: Word, PDF of two makers, pages so short that rows are cut, text, workbooks and OFD give the same records."""

from decimal import Decimal
from pathlib import Path

import pytest

SAMPLE = "shanhaiguan-fulian-2022"
FORMS = sorted(p.name for p in (Path(__file__).resolve().parents[2] / "samples" / "forms").iterdir())


@pytest.mark.parametrize("container", ["txt", "pdf", "chromium.pdf", "short.pdf", "xlsx", "xls", "ofd"])
def test_the_submission_reads_the_same_from_every_container(traced, comparable, container):
    word = comparable(traced(f"{SAMPLE}.docx").submission)
    other = comparable(traced(f"{SAMPLE}.{container}").submission)
    for table, rows in word.items():
        assert other[table] == rows, table


@pytest.mark.parametrize("form", FORMS)
def test_a_form_reads_the_same_from_word_and_pdf(traced, comparable, form):
    word = comparable(traced(f"forms/{form}/{form}.docx").submission)
    printed = comparable(traced(f"forms/{form}/{form}.pdf").submission)
    for table, rows in word.items():
        assert printed[table] == rows, table


@pytest.mark.parametrize("name", [f"{SAMPLE}.{c}" for c in ("docx", "txt", "pdf", "chromium.pdf", "short.pdf", "xlsx", "xls", "ofd")])
def test_nothing_is_lost(traced, name):
    document = traced(name).submission.document
    assert (document["status"], document["coverage"]) == ("ok", Decimal(1))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_a_form_is_lost(traced, form):
    for name in (f"forms/{form}/{form}.docx", f"forms/{form}/{form}.pdf"):
        assert (traced(name).submission.document["coverage"], name) == (Decimal(1), name)
