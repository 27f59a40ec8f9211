"""The department's own indicators out of sentences, whatever stands between name and value."""

import pytest

from extractors.document import Paragraph, Where
from extractors.raw import Kind, RawField, RawRecord, Span
from pipeline.narrative import indicators_in


def section(*paragraphs):
    pieces = [Paragraph(text, Where(1, number)) for number, text in enumerate(paragraphs, 1)]
    spans = tuple(Span(piece, 0, len(piece.text)) for piece in pieces)
    return RawRecord(Kind.SECTION, {"text": RawField("\n".join(paragraphs), spans, "narrative")})


def pairs(*paragraphs):
    return [(record.fields["level3"].text, record.fields["target"].text) for record in indicators_in([section(*paragraphs)])]


@pytest.mark.parametrize("between", ["\t", " ", "", "　"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("妇女家政培训参与人次", "100人次以上"),
        ("参与妇女维权宣传培训人数", "100人次以上"),
        ("服务妇女满意人数占总数的比率", "90%及以上"),
        ("从受理案件到办理所用时间", "即时或规定时间内"),
        ("妇联业务按期完成率", "100%"),
        ("完成率", "达到100%"),
        ("组织培训", "不少于5次"),
        ("“四新”组织覆盖率", "≥95%"),
        ("2020行动计划完成率", "90%"),
        ("上访件次", "控制在3件以内"),
        ("满意度", "百分之九十五以上"),
    ],
)
def test_name_and_value_come_apart(name, between, value):
    assert pairs(f"绩效标准：{name}{between}{value}。") == [(name, value)]


def test_a_real_sentence():
    text = (
        "绩效标准：爱心驿站物资管理有序，志愿者作用发挥良好；妇女家政培训参与人次\t100人次以上；培训计划在规定时间内完成；"
        "带动妇女帮扶影响人数\t100人次以上；参与妇女维权宣传培训人数100人次以上；妇女信访代理工作覆盖率\t90%及以上；服务妇女满意人数占总数的比率\t90%及以上。"
    )
    assert pairs(text) == [
        ("妇女家政培训参与人次", "100人次以上"),
        ("带动妇女帮扶影响人数", "100人次以上"),
        ("参与妇女维权宣传培训人数", "100人次以上"),
        ("妇女信访代理工作覆盖率", "90%及以上"),
        ("服务妇女满意人数占总数的比率", "90%及以上"),
    ]


def test_clauses_separated_by_commas_and_a_copula():
    assert pairs("绩效指标：案件办结率为98%以上，群众满意度为95%，举办培训班5期，培训干部500人次。") == [
        ("案件办结率", "98%以上"),
        ("群众满意度", "95%"),
        ("举办培训班", "5期"),
        ("培训干部", "500人次"),
    ]


def test_a_sentence_cut_by_a_page_is_one_sentence():
    assert pairs("绩效标准：妇女信访代理工作", "覆盖率90%及以上；妇联业务按期完成率100%。") == [
        ("妇女信访代理工作覆盖率", "90%及以上"),
        ("妇联业务按期完成率", "100%"),
    ]


def test_a_list_below_the_mark():
    assert pairs("绩效指标如下：", "1.办结率≥95%；", "2.满意度≥90%。", "为做好以上工作，安排资金500万元。") == [
        ("1.办结率", "≥95%"),
        ("2.满意度", "≥90%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "绩效指标：案件办结率，绩效标准为95%以上；绩效指标：群众满意度，绩效标准为90%。",
        "绩效指标：案件办结率；绩效标准为95%以上。绩效指标：群众满意度；绩效标准为90%。",
    ],
)
def test_indicator_and_standard_named_apart(text):
    assert pairs(text) == [("案件办结率", "95%以上"), ("群众满意度", "90%")]


@pytest.mark.parametrize(
    "text",
    [
        "绩效指标是志愿服务、培训、法律宣传等活动的完成率。",
        "绩效标准：爱心驿站物资管理有序；培训计划在规定时间内完成。",
        "完善绩效指标体系，全年投入资金500万元，带动就业3000人。",
        "主要职责是组织培训100人次。",
        "绩效标准：。",
        "绩效标准：100%。",
        "",
    ],
)
def test_prose_is_no_indicator(text):
    assert pairs(text) == []


def test_prose_after_the_sentence_is_not_read():
    assert pairs("绩效标准：办结率100%。为保障工作开展。投入资金500万元。") == [("办结率", "100%")]


def test_places_are_those_of_the_print():
    (record,) = indicators_in([section("第一段。", "绩效标准：办结率\t100%。")])
    (span,) = record.fields["target"].spans
    assert span.piece.where.block == 2
    assert span.piece.text[span.start : span.end] == "100%"
    assert record.facts["scope"] == "department"


def test_a_long_paragraph_is_bounded():
    assert len(pairs("绩效标准：" + "办结率95%；" * 3000)) == 3000
    assert pairs("绩效标准：" + "办" * 200_000) == []
    assert pairs("绩效标准：" + "3" * 100_000 + "。") == []
