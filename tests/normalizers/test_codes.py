"""Codes glued to names, and the structure of project codes."""

from __future__ import annotations

import pytest

from normalizers.codes import project_code, split_code


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("713001妇女联合会秦皇岛市山海关区妇女联合会本级", "713001", "妇女联合会秦皇岛市山海关区妇女联合会本级"),
        ("219001-池州市某局", "219001", "池州市某局"),
        ("51000021R000000019951-工资性支出", "51000021R000000019951", "工资性支出"),
        ("51000021R000000019951工资性支出", "51000021R000000019951", "工资性支出"),
        ("51000021Y00000001995A-公用经费", "51000021Y00000001995A", "公用经费"),
        ("820-马踏镇部门", "820", "马踏镇部门"),
        ("[713001]名称", "713001", "名称"),
        ("（123）某局", "123", "某局"),
        ("【001】某局", "001", "某局"),
        ("820 马踏镇", "820", "马踏镇"),
        ("201001 —— 某某学校", "201001", "某某学校"),
        ("13030321P003970100127", "13030321P003970100127", ""),
        ("713001", "713001", ""),
    ],
)
def test_a_code_is_parted_from_its_name(text: str, code: str, name: str) -> None:
    assert split_code(text) == (code, name)


@pytest.mark.parametrize(
    "text",
    [
        "2020年省级专项",
        "110接警中心",
        "12345热线运维",
        "500000元补助",
        "100个村",
        "2022-2025年规划",
        "2023某项目",
        "202001项目",
        "(2020)年度",
        "（一）测试",
        "3.15晚会",
        "2022—部门预算",
        "妇联",
        "",
    ],
)
def test_a_year_or_a_count_is_no_code(text: str) -> None:
    assert split_code(text) == (None, text)


def test_a_project_code_has_its_parts() -> None:
    code = project_code("13030321P003970100127")
    assert code is not None
    assert (code.region, code.year, code.letter, code.serial) == ("130303", 2021, "P", "003970100127")
    assert project_code("１３０３０３２１P００３９７０１００１２７") == code
    for text in ("", "713001", "13030321P00397010012", "13030321p003970100127x", "车辆保险费"):
        assert project_code(text) is None
