"""Attained: compared with the comparator's direction, only where both sides allow it."""

import pytest

from normalizers import Context, normalize
from pipeline.records.attained import attained


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥95%", "96%", True),
        ("≥95%", "95%", True),
        ("≥95%", "94.9%", False),
        (">95%", "95%", False),
        ("≤5天", "5天", True),
        ("≤5天", "6天", False),
        ("<5天", "5天", False),
        ("＝100%", "98%", False),
        ("＝100%", "100%", True),
        ("100%", "100%", None),
        ("100%", "98%", None),
        ("90%-95%", "92%", True),
        ("90%-95%", "96%", False),
        ("≥90%", "≥95%", True),
        ("≥90%", "≥85%", None),
        ("≥90%", "≤85%", False),
        ("≥90%", "约95%", None),
        ("≥90%", "5次", None),
        ("≥90", "95", True),
        ("≥95%", "0.958", None),
        ("≥95%", "1", None),
        ("≥0.9", "0.958", True),
        ("下降5%以上", "-6%", None),
        ("下降5%以上", "下降6%", True),
        ("≥-5%", "-3%", True),
        ("不低于-5%", "-3%", True),
        ("不低于-5%", "-6%", False),
        ("增长5%以上", "-3%", False),
        ("2022年9月前", "2022年8月", True),
        ("2022年9月前", "2022年10月", False),
        ("12月31日前", "2022年12月20日", True),
        ("及时", "及时", True),
        ("及时", "不及时", None),
        ("≥良好", "优秀", True),
        ("≥良好", "一般", False),
        ("是", "是", True),
        ("是", "否", False),
        ("是/否", "是", None),
        ("≥90%", "达成预期指标", True),
        ("及时", "部分达成预期指标并具有一定效果", False),
        ("≥90%", "/", None),
        ("/", "95%", None),
        ("按要求完成全部工作任务并报送材料", "符合规定", None),
        ("数量≥5个；覆盖率≥90%", "数量6个；覆盖率95%", True),
        ("数量≥5个；覆盖率≥90%", "数量6个；覆盖率85%", False),
        ("数量≥5个；覆盖率≥90%", "数量6个", None),
    ],
)
def test_attained(target, actual, expected):
    context = Context(fiscal_year=2022)
    assert attained(normalize(target, context), normalize(actual, context)) is expected
