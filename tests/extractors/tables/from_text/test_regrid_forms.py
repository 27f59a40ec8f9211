"""Tables of the field's families, drawn here: what comes out of their flat text is the table that was drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str], tuple[list[str], list[str]]]

GOAL_FORM = """
项目名称 | 河道清淤工程:5
主管部门 | 甲县水利局:2 | 实施单位 | 甲县河道管理所:2
项目资金（万元） | 年度资金总额：:3 | 320.00:2
^ | 其中：财政拨款:3 | 300.00:2
^ | 其他资金:3 | .:2
年度总体目标 | 清淤河道二十公里，恢复行洪能力，保障两岸农田灌溉用水和群众安全。:5
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
^ | 产出指标 | 数量指标 | 清淤长度 | ≥20公里 | 20
^ | ^ | ^ | 清淤土方 | 3.5万立方米 | 10
^ | ^ | 质量指标 | 验收合格率 | 100% | 10
^ | 效益指标 | 社会效益指标 | 受益人口 | 1.2万人 | 30
^ | ^ | 生态效益指标 | . | . | .
^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 10
合计:5 | 100
"""

SELF_EVALUATION = """
项目名称 | 校园安防建设:9
项目资金（万元） | .:2 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分:2
^ | 年度资金总额:2 | 50 | 48.5 | 48.5 | 10 | 100% | 10:2
^ | 其中：当年财政拨款:2 | 50 | 48.5 | 48.5 | . | 100% | .:2
^ | 上年结转资金:2 | . | . | . | . | . | .:2
"""

TWO_ROW_HEADER = """
绩效指标:3 | 年度指标值:3 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^
产出指标 | 数量指标 | 补助户数 | ≥ | 260 | 户 | 271 | 20 | 20 | .
^ | 质量指标 | 验收合格率 | ＝ | 100 | % | 100 | 30 | 30 | .
效益指标 | 社会效益指标 | 受益人口 | ≥ | 900 | 人 | 880 | 40 | 38 | 两户外迁
总分:7 | 90 | 88 | .
"""

FLAT_LIST_HEADER = """
单位名称 | 项目名称 | 预算数 | 绩效指标:4
^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值
甲县民政局 | 临时救助 | 120 | 产出指标 | 数量指标 | 救助人次 | ≥800人次
^ | ^ | ^ | ^ | 时效指标 | 发放及时率 | ≥95%
^ | 高龄津贴 | 60 | 产出指标 | 数量指标 | 发放人数 | 1500人
"""

TARGET_IN_THREE = """
一级指标 | 二级指标 | 三级指标 | 指标值:3 | 权重
产出指标 | 数量指标 | 修缮房屋 | ≥ | 12 | 间 | 40
^ | 时效指标 | 完成时间 | ≤ | 10 | 月 | 30
满意度指标 | 服务对象满意度指标 | 住户满意度 | ≥ | 95 | % | 30
"""

DOUBLE_WIDTH = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 造林面积 | 9万亩 | 产出指标 | 数量指标 | 造林面积 | 3万亩
^ | ^ | ^ | 抚育面积 | 6万亩 | ^ | ^ | 抚育面积 | 2万亩
^ | ^ | 质量指标 | 成活率 | ≥85% | ^ | 质量指标 | 成活率 | ≥85%
^ | 效益指标 | 生态效益指标 | 覆盖率 | 提高2个百分点 | 效益指标 | 生态效益指标 | 覆盖率 | 提高0.5个百分点
"""

TASKS = """
部门名称 | 乙市应急管理局:5
年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元）:3
^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
^ | 应急演练 | 组织综合演练四场，覆盖全市各重点行业 | 60.00 | 60.00 | 0
^ | 物资储备 | 更新帐篷、发电机等储备物资若干批次 | 88.60 | 80.00 | 8.60
^ | 合计:2 | 148.60 | 140.00 | 8.60
"""

NO_BLOCK_ABOVE = """
年度目标 | 到年底全部完成既定任务，能繁母猪保有量达到市里确定的数目，推进高质量发展。:4
. | 一级指标 | 二级指标 | 三级指标 | 指标值
绩效指标 | 产出指标 | 数量指标 | 产量稳定率 | ≥95%
^ | ^ | ^ | 存栏稳定率 | 90%
"""

SECOND_SIDE_LABEL = """
项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况
^ | ^ | 保障工资及时足额发放，社保及时足额缴纳，预算编制科学合理。 | 工资已按月足额发放，各项社保均已按时缴纳完毕，没有拖欠。
"""

SCHEDULE = """
资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底
^ | . | . | 60% | 100%
"""

GOAL_BLOCK_OVER_HEADER = """
绩效目标 | 预期目标:2 | 实际完成情况:2
^ | 完成全部道路的养护，保持路面平整，保障群众出行安全和通畅。:2 | 已完成全部道路的养护，路面平整，群众出行安全和通畅有保障。:2
^ | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 养护里程 | 35公里
"""

LEVELS_MERGED_SIDEWAYS = """
一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
产出指标 | 数量指标 | 修缮房屋 | ≥12间 | 40
^ | 时效指标 | 完成时间 | ≤10月 | 30
满意度指标:2 | 住户满意度 | ≥95% | 30
合计:4 | 100
"""

AMONG = """
项目资金（万元） | 年度资金总额:2 | 100.00
^ | 其中： | 财政拨款 | 80.00
^ | ^ | 其他资金 | 20.00
年度目标 | 完成各项工作任务，保障机关正常运转，提升服务水平，群众满意。:3
"""

FUNDING_ACROSS = """
项目名称 | 路灯维护:4
项目资金 | 资金总额 | 财政拨款 | 其他资金 | 备注
^ | 100 | 80 | 20 | .
年度目标 | 完成全市路灯维护，亮灯率达到百分之九十八以上，保障群众夜间出行。:4
一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
产出指标 | 数量指标 | 维护路灯 | 3000盏 | .
"""

WEIGHTS_BETWEEN_LEVELS = """
一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 指标值 | 实际完成值 | 得分
产出 | 50 | 数量 | 20 | 检查次数 | ≥12次 | 14次 | 20
^ | ^ | 质量 | 30 | 合格率 | ≥95% | 97% | 30
效益 | 30 | 社会效益 | 30 | 投诉率 | ≤1% | 0.5% | 30
"""

SECTIONS_IN_FULL_ROWS = """
一、基本信息:4
项目名称 | 监测设备购置 | 项目编码 | 50000021T000000123456
二、资金情况:4
资金来源 | 年初预算数 | 全年预算数 | 全年执行数
财政拨款 | 10 | 10 | 9.8
其他资金 | 0 | 0 | 0
三、绩效指标:4
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 购置设备 | 5台
^ | 质量指标 | 合格率 | 100%
"""

NO_FIRST_LEVEL = """
年度绩效指标 | 二级指标 | 三级指标 | 指标值
^ | 数量指标 | 购置设备 | 5台
^ | ^ | 培训人数 | 20人
^ | 质量指标 | 合格率 | 100%
"""

TWO_HORIZONS = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 实施期:2 | 年度:2
^ | ^ | ^ | ^ | 指标值 | 权重 | 指标值 | 权重
^ | 产出指标 | 数量指标 | 建设里程 | 30公里 | 10 | 10公里 | 10
^ | ^ | 质量指标 | 合格率 | 100% | 10 | 100% | 10
"""

GROUPS_OF_AMOUNTS_AND_LEVELS = """
项目名称 | 预算数:3 | 绩效指标:4
^ | 合计 | 财政拨款 | 其他资金 | 一级指标 | 二级指标 | 三级指标 | 指标值
路灯维护 | 100 | 80 | 20 | 产出指标 | 数量指标 | 维护路灯 | 3000盏
^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 亮灯率 | ≥98%
"""

TARGET_AND_ACTUAL_IN_TWO = """
一级指标 | 二级指标 | 三级指标 | 指标值:2 | 实际完成值:2 | 得分
产出指标 | 数量指标 | 次数 | 12 | 次 | 12 | 次 | 10
^ | 质量指标 | 合格率 | 95 | % | 96 | % | 10
"""

EMPTY_BRANCHES = """
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 次数 | 12次
^ | ^ | . | .
^ | 质量指标 | . | .
^ | ^ | . | .
效益指标 | 社会效益指标 | 受益人 | 12人
"""

HEADER_AGAIN = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 次数 | 12次
^ | ^ | 质量指标 | 合格率 | 95%
^ | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 效益指标 | 社会效益指标 | 受益人 | 12人
"""

LIST_WITH_SUMS = """
序号 | 单位名称 | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标值
合计:3 | 180.00 | . | . | . | .
1 | 甲县教育局 | 校舍维修 | 120.00 | 产出指标 | 数量指标 | 维修校舍 | 12栋
^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 受益学生 | 900人
2 | 甲县教育局 | 校园安防 | 60.00 | 产出指标 | 数量指标 | 监控设备 | 42套
小计:3 | 180.00 | . | . | . | .
"""

UNKNOWN_SUB_HEADERS = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 有关保障的情况:2 | 完成目标可能性:2 | 备注
^ | ^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 确定能 | 有可能 | ^
^ | 产出指标 | 数量指标 | 管护里程 | ≥200公里 | . | . | √ | . | .
^ | ^ | 质量指标 | 水质达标率 | ≥95% | . | √ | . | √ | .
"""

SUB_HEADERS_TWICE = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值:3 | 实际完成值:3 | 得分
^ | ^ | ^ | ^ | 符号 | 数值 | 单位 | 符号 | 数值 | 单位 | ^
^ | 产出指标 | 数量指标 | 购置设备 | ≥ | 40 | 台 | ＝ | 42 | 台 | 20
^ | ^ | ^ | 改造用房 | ＝ | 3 | 处 | ＝ | 3 | 处 | 20
"""

LABELS_ABOVE_THEIR_VALUES = """
项目名称:2 | 主管部门:2 | 实施单位:2
森林防火能力提升:2 | 甲县林业局:2 | 甲县森林防火服务中心:2
开始年度 | 2021 | 结束年度 | 2023 | 是否政府采购 | 是
一级指标 | 二级指标 | 三级指标 | 权重 | 指标值 | 备注
产出指标 | 数量指标 | 新建监测点位 | 15 | 16 | .
"""


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(GOAL_FORM, id="national goal form"),
        pytest.param(TWO_ROW_HEADER, id="header in two rows, parts of the target in three columns"),
        pytest.param(FLAT_LIST_HEADER, id="flat list under a header in two rows"),
        pytest.param(TARGET_IN_THREE, id="one header over sign, value and unit"),
        pytest.param(DOUBLE_WIDTH, id="two indicators a row"),
        pytest.param(TASKS, id="tasks"),
        pytest.param(NO_BLOCK_ABOVE, id="a blank corner is no merged label"),
        pytest.param(SECOND_SIDE_LABEL, id="two labels at the left, both merged"),
        pytest.param(SCHEDULE, id="a blank under a column's header is no merged header"),
        pytest.param(LEVELS_MERGED_SIDEWAYS, id="two levels in one cell"),
        pytest.param(AMONG, id="a label merged down between labels"),
        pytest.param(FUNDING_ACROSS, id="sources across"),
        pytest.param(WEIGHTS_BETWEEN_LEVELS, id="weights between the levels"),
        pytest.param(SECTIONS_IN_FULL_ROWS, id="section rows over the whole width"),
        pytest.param(NO_FIRST_LEVEL, id="no first level"),
        pytest.param(TWO_HORIZONS, id="two horizons side by side"),
        pytest.param(GROUPS_OF_AMOUNTS_AND_LEVELS, id="headings over amounts and over levels"),
        pytest.param(TARGET_AND_ACTUAL_IN_TWO, id="number and unit apart, twice"),
        pytest.param(EMPTY_BRANCHES, id="branches without an indicator"),
        pytest.param(HEADER_AGAIN, id="a header printed again"),
        pytest.param(LIST_WITH_SUMS, id="sums in a flat list"),
        pytest.param(UNKNOWN_SUB_HEADERS, id="sub-headers in words that nobody knows"),
        pytest.param(SUB_HEADERS_TWICE, id="the same sub-headers under two headings"),
        pytest.param(LABELS_ABOVE_THEIR_VALUES, id="labels above their values"),
        pytest.param(GOAL_BLOCK_OVER_HEADER, id="one block over goals and indicators"),
    ],
)
def test_the_drawn_table_comes_out_of_its_flat_text(found: Found, drawn: str) -> None:
    got, wanted = found(drawn)
    assert got == wanted


def test_amounts_stand_under_their_headers_where_the_widths_are_free(found: Found) -> None:
    got, _ = found(SELF_EVALUATION)
    cells = [[cell.split(":")[0].strip() for cell in line.split("|")] for line in got[1:]]
    assert cells[1] == ["^", "年度资金总额", "50", "48.5", "48.5", "10", "100%", "10"]
    widths = [[cell.partition(":")[2] for cell in line.split("|")] for line in got[1:]]
    assert widths[0] == widths[1] == widths[2] == widths[3]
