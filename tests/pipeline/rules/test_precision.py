"""Every hit of a rule on the samples was judged by a person, from the print: `judged.tsv` (document, rule, what it is about, y or n).

A rule that ships on as an error or a warning is right in nine hits of ten.
"""

from collections import Counter
from pathlib import Path

import pytest

from pipeline import read
from pipeline.findings.entry import Severity
from pipeline.rules.precision import precision
from pipeline.rules.run import issues, profile, rules
from pipeline.rules.tables import case_of

JUDGED = Path(__file__).with_name("judged.tsv")
PRECISION = Path(__file__).resolve().parents[3] / "pipeline" / "rules" / "precision.tsv"


@pytest.fixture(scope="module")
def hits(samples):
    found = []
    for path in sorted(samples.rglob("*.docx")):
        rows = read(path).rows
        document = rows["documents"][0]
        settings = profile("national").settings(document["region_code"], document["fiscal_year"], document["form_family"])
        about = [(path.name, issue.code, issue.message) for issue in issues([case_of(rows, settings)]) if issue.code in rules()]
        found += about
    return found


def judged():
    lines = JUDGED.read_text("utf-8").splitlines() if JUDGED.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {tuple(row[:3]): row[3] for row in rows}


def test_every_hit_was_judged(hits, request):
    known = judged()
    if request.config.getoption("--rewrite-golden"):
        lines = ["# document\trule\twhat it says\tright (y, n; ? is to be judged)"]
        lines += ["\t".join((*hit, known.get(hit, "?"))) for hit in sorted(hits)]
        JUDGED.write_text("\n".join(lines) + "\n", "utf-8")
        PRECISION.write_text(_lines(hits, judged()), "utf-8")
        pytest.fail("judged.tsv is written: judge what is marked ?, from the print")
    assert Counter(hits) == Counter(known.keys()), "run with --rewrite-golden and judge the new lines"
    assert set(known.values()) <= {"y", "n"}


def _lines(hits, known):
    count = Counter(code for _, code, _ in hits)
    right = Counter(hit[1] for hit in hits if known.get(hit) == "y")
    lines = ["# rule\thits\tof them right, judged from the print"]
    return "\n".join([*lines, *(f"{code}\t{count[code]}\t{right[code]}" for code in sorted(count))]) + "\n"


def test_precision_is_that_of_the_judgements(hits):
    assert PRECISION.read_text("utf-8") == _lines(hits, judged())


@pytest.mark.parametrize("code", sorted(precision()))
def test_a_rule_that_is_on_is_right(code):
    hits, right = precision()[code]
    if rules()[code].on and rules()[code].severity is not Severity.INFO:
        assert right >= 0.9 * hits
