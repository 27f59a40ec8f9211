"""indicator.misplaced: a cost indicator under 时效指标, a time limit under 成本指标."""

import pytest


@pytest.fixture
def misplaced(found, make_row):
    def run(level2_class, name, level2="指标"):
        return found("indicator.misplaced", indicators=(make_row("indicators", level2=level2, level2_class=level2_class, level3=name),))

    return run


@pytest.mark.parametrize("name", ["项目控制预算数", "预算控制数", "建设成本", "工程造价", "项目总成本", "设备采购单价"])
def test_cost_under_time(misplaced, name):
    (finding,) = misplaced("timeliness", name, "时效指标")
    assert dict(finding.note.args)["level2"] == "时效指标"


@pytest.mark.parametrize("name", ["妇女维权案件办理时限", "完成及时率", "工程工期", "案件办理时限", "验收完成时间"])
def test_time_under_cost(misplaced, name):
    assert misplaced("cost", name)


@pytest.mark.parametrize(
    "name",
    [
        "按计划完成工作",
        "资金支付及时率",
        "预算执行率",
        "预算执行进度",
        "资金到位率",
        "完成建设任务的时间",
        "项目完成时间",
        "成本控制及时性",
        "培训计划按期完成时间",
        "2023年12月底前支付补助资金",
    ],
)
def test_ordinary_time_indicators_are_no_finding(misplaced, name):
    assert not misplaced("timeliness", name)


@pytest.mark.parametrize(
    "name",
    [
        "项目控制预算数",
        "时间成本",
        "建设点支出资金",
        "按时支付补助标准",
        "每小时人工费",
        "工期延误成本",
        "经费支出",
        "及时发放工资总额",
        "无人机租赁天数",
    ],
)
def test_ordinary_cost_indicators_are_no_finding(misplaced, name):
    assert not misplaced("cost", name)


@pytest.mark.parametrize("level2_class", [None, "quantity", "quality", "economic"])
def test_other_levels_and_gaps_are_no_finding(misplaced, found, make_row, level2_class):
    assert not misplaced(level2_class, "项目控制预算数")
    assert not found("indicator.misplaced", indicators=(make_row("indicators", level2="时效指标", level2_class="timeliness"),))
