"""Divisions from codes and names: one, or none."""

from __future__ import annotations

import pytest

from normalizers.regions import full_name, named, region
from normalizers.tables import table


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("130303", "河北省秦皇岛市山海关区"),
        ("510000", "四川省"),
        ("110101", "北京市东城区"),
        ("500233", "重庆市忠县"),
        ("419001", "河南省济源市"),
        ("133100", "河北省雄安新区"),
        ("441900", "广东省东莞市"),
        ("130323", "河北省秦皇岛市抚宁县"),
        ("000000", None),
    ],
)
def test_a_code_has_one_full_name(code: str, name: str | None) -> None:
    assert full_name(code) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("秦皇岛市山海关区妇女联合会", "130303"),
        ("妇女联合会秦皇岛市山海关区妇女联合会本级", "130303"),
        ("忠县农业农村委员会", "500233"),
        ("奉节县云雾土家族乡人民政府", "500236"),
        ("四川省财政厅", "510000"),
        ("青岛市北区人民医院", "370203"),
        ("四川井研县", "511124"),
        ("晋城市城区", "140502"),
        ("北京市朝阳区", "110105"),
        ("鼓楼区教育局", None),
        ("朝阳区卫健委", None),
        ("矿区建设指挥部", None),
        ("某局", None),
        ("", None),
    ],
)
def test_a_name_names_one_division_or_none(text: str, code: str | None) -> None:
    assert named(text) == code


def test_code_and_names_settle_each_other() -> None:
    def settled(code: str | None, *names: str) -> tuple[str, tuple[str, ...]] | None:
        found = region(code, names)
        return found and (found.code, tuple(note.code for note in found.notes))

    assert settled("130303", "秦皇岛市山海关区妇女联合会") == ("130303", ())
    assert settled("510000", "井研县马踏镇") == ("511124", ())
    assert settled("130303", "秦皇岛市财政局") == ("130303", ())
    assert settled("320106", "鼓楼区教育局") == ("320106", ())
    assert settled("320102", "鼓楼区教育局") == ("320102", ("code.region",))
    assert settled("130302", "山海关区妇联") == ("130303", ("code.region",))
    assert settled("430124", "宁乡市财政局") == ("430182", ())
    assert settled(None, "忠县林业局", "") == ("500233", ())
    assert settled("130303") == ("130303", ())
    assert settled(None, "鼓楼区") is None
    assert settled("999999", "某局") is None
    assert settled(None, "山海关区", "忠县") is None


def test_the_table_is_whole() -> None:
    codes = [row[0] for row in table("regions")]
    assert codes == sorted(set(codes))
    assert len(codes) > 3500
    current = [row for row in table("regions") if len(row) < 3 or not row[2]]
    assert sum(row[0].endswith("0000") for row in current) == 34
