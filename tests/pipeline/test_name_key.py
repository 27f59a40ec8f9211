"""A name as a key: what is dropped, what stays, and that it never comes out empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.text import fold
from pipeline.records.name_key import name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("培训 人次", "培训人次"),
        ("指标1：★培训人次（≥**人次）", "培训人次"),
        ("指标2:质量合格率（5分）", "质量合格率"),
        ("1.公车数量", "公车数量"),
        ("一、覆盖率", "覆盖率"),
        ("（二）覆盖率", "覆盖率"),
        ("①覆盖率", "覆盖率"),
        ("*群众满意度10分", "群众满意度"),
        ("受益人口≥**人", "受益人口"),
        ("补助标准（XX元/人）", "补助标准"),
        ("群众满意度（≥）", "群众满意度"),
        ("受益人口（120万人）", "受益人口(120万人)"),
        ("2022年度培训", "2022年度培训"),
        ("5G覆盖率", "5G覆盖率"),
        ("3A级景区数量", "3A级景区数量"),
        ("指标3", "指标3"),
        ("**", "**"),
    ],
)
def test_keys(name, key):
    assert name_key(name) == key


@given(st.text(alphabet="指标1234：:.、*★（）()≥X×分元人率培训 ", min_size=1, max_size=40))
def test_never_empty_and_the_same_however_it_is_spaced(name):
    if not fold(name):
        return
    assert name_key(name)
    assert name_key(" ".join(name)) == name_key(name)
