"""budget.sum: the total of a stage is the sum of its sources."""

from decimal import Decimal

from pipeline.checks.budget_sum import check
from pipeline.records import Records


def codes(found, *rows, empty=()):
    return [finding.note.args for finding in found("budget.sum", funding=rows, empty_funding=empty)]


def test_a_total_that_is_the_sum_is_no_finding(found, make_money):
    assert not codes(found, make_money("total", "56000"), make_money("fiscal", "50000"), make_money("other", "6000"))


def test_a_total_that_is_not_the_sum_names_both(found, make_money):
    (args,) = codes(found, make_money("total", "56000"), make_money("fiscal", "50000"), make_money("other", "5000"))
    assert dict(args) == {"label": "total", "total": "56000", "parts": "55000"}


def test_a_single_part_is_all_there_is_where_the_other_part_is_printed_blank(found, make_money, make_row):
    blank = make_row("funding", source="other", stage="budget")
    assert codes(found, make_money("total", "56000"), make_money("fiscal", "50000"), empty=(blank,))
    assert not codes(found, make_money("total", "56000"), make_money("fiscal", "50000"))


def test_one_part_above_the_total_is_wrong_whatever_else_is_printed(found, make_money):
    assert codes(found, make_money("total", "0"), make_money("fiscal", "900000"))


def test_levels_of_government_are_parts_of_the_fiscal_money_or_of_the_total(found, make_money):
    assert not codes(found, make_money("total", "100"), make_money("central", "60"), make_money("local", "40"))
    assert not codes(
        found,
        make_money("total", "100"),
        make_money("fiscal", "90"),
        make_money("central", "60"),
        make_money("county", "30"),
        make_money("other", "10"),
    )
    assert not codes(found, make_money("total", "100"), make_money("central", "60"), make_money("county", "30"), make_money("other", "10"))


def test_stages_are_added_apart(found, make_money):
    rows = [
        make_money(source, yuan, stage)
        for stage, *parts in (("initial", "100", "100"), ("executed", "90", "80"))
        for source, yuan in zip(("total", "fiscal"), parts, strict=True)
    ]
    blank = make_money("other", "10", "executed")
    assert not codes(found, *rows, blank)


def test_gaps_are_no_sum(found, make_money, make_row):
    assert not codes(found, make_money("total", "56000"))
    assert not codes(found, make_money("fiscal", "56000"), make_money("other", "1"))
    unread = make_row("funding", source="other", stage="budget", raw="见附件")
    assert not codes(found, make_money("total", "56000"), make_money("fiscal", "50000"), unread)


def test_tasks_are_the_sum_of_their_money(make_row):
    def run(**amounts):
        task = make_row("tasks", name="森林防火", **{name: Decimal(value) for name, value in amounts.items()})
        return list(check(Records(make_row("documents"), tasks=(task,))))

    assert not run(amount_yuan="120", fiscal_yuan="100", other_yuan="20")
    assert not run(amount_yuan="120", fiscal_yuan="100")
    (finding,) = run(amount_yuan="120", fiscal_yuan="100", other_yuan="10")
    assert dict(finding.note.args) == {"label": "森林防火", "total": "120", "parts": "110"}
