"""heading.name, code.year, code.region."""

import pytest

from pipeline.checks.heading_name import stated_name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("4.妇联业务费绩效目标表", "妇联业务费"),
        ("5.提前下达2022年省级妇女之家建设专项资金绩效目标表", "提前下达2022年省级妇女之家建设专项资金"),
        ("（三）农村公路养护项目支出绩效自评表", "农村公路养护"),
        ("项目支出绩效自评表", None),
        ("2.项目支出绩效目标表", None),
        ("2022年部门预算绩效文本", None),
        ("", None),
    ],
)
def test_the_name_that_a_heading_states(heading, name):
    assert stated_name(heading) == name


def test_heading_and_name(found, make_row):
    def run(heading, name):
        return found("heading.name", project=make_row("projects", heading=heading, project_name=name))

    for heading, name in (
        ("3.残疾人康复项目绩效目标表", "残疾人康复项目"),
        ("1、2022年村务公开经费绩效目标表", "2022年村务公开经费"),
        ("2.危房改造项目支出绩效自评表", "危房改造项目支出"),
    ):
        assert not run(heading, name), heading

    assert not run("2.“与爱同行 守望相助”专项活动经费绩效目标表", "“与爱同行守望相助”专项活动经费")
    (finding,) = run("4.妇联业务费绩效目标表", "妇联工作经费")
    assert dict(finding.note.args) == {"name": "妇联工作经费"}
    assert not run(None, "妇联工作经费")
    assert not run("4.妇联业务费绩效目标表", None)


@pytest.fixture
def coded(found, make_row):
    def run(code, project_code, **document):
        return found(code, document, project=make_row("projects", project_code=project_code))

    return run


def test_the_year_of_a_code(coded):
    assert not coded("code.year", "13030322P004064100026", fiscal_year=2022)
    (finding,) = coded("code.year", "13030321P003970100127", fiscal_year=2022)
    assert dict(finding.note.args) == {"year": "2021", "fiscal_year": "2022"}
    assert not coded("code.year", "13030321P003970100127")
    assert not coded("code.year", None, fiscal_year=2022)


def test_the_region_of_a_code(coded):
    assert not coded("code.region", "13030322P004064100026", department_name="秦皇岛市山海关区妇女联合会")
    assert not coded("code.region", "51000021R000000019951", department_name="青神县发展和改革局")
    (finding,) = coded("code.region", "13030322P004064100026", department_name="青神县发展和改革局")
    assert "青神县" in dict(finding.note.args)["by_name"]
    assert not coded("code.region", "13030322P004064100026", department_name="妇女联合会")
    assert not coded("code.region", "13030322P004064100026")
