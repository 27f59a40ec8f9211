"""A heading such as `4.妇联业务费绩效目标表` carries the project's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.notes import Note
from normalizers.text import fold
from pipeline.records import Finding, Records

CODES = ("heading.name",)

_NUMBERED = re.compile(r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,4})[)）、.．]|第[\d一二三四五六七八九十]+[项章节])")
_YEAR = re.compile(r"^20\d\d年度?")
_KIND = re.compile(r"(?:项目)?(?:支出)?(?:预算)?绩效(?:目标|自评|评价|指标|监控)(?:申报|批复|审批|备案)?[表书](?:\(.*\))?$")
_ITS_END = re.compile(r"(?:项目)?(?:支出)?(?:预算)?$")
_GENERIC = frozenset(
    {"", "项目", "项目支出", "部门预算项目", "预算项目", "部门预算", "专项资金", "部门", "单位", "整体支出", "部门整体支出"}
)


def check(records: Records) -> Iterator[Finding]:
    """Numbered headings with another name than the form below them."""
    for group in records.groups:
        if group.project is None:
            continue
        heading, name = group.project.text("heading"), group.project.text("project_name")
        stated = stated_name(heading) if heading else None
        if stated is not None and name is not None and stated not in _spoken(name):
            yield Finding(Note.of("heading.name", name=name), group.project, "heading", group.project.source("heading"))


def _spoken(name: str) -> frozenset[str]:
    """How a heading may carry a name: without its year, and without the 项目 at its end, which the words for the form then begin with."""
    whole = {fold(name), _YEAR.sub("", fold(name))}
    return frozenset(whole | {_ITS_END.sub("", one) for one in whole})


def stated_name(heading: str) -> str | None:
    """The project's name in a numbered heading, folded; None where the heading names only the kind of form."""
    text = fold(heading)
    number, kind = _NUMBERED.match(text), _KIND.search(text)
    if number is None or kind is None:
        return None
    name = _YEAR.sub("", text[number.end() : kind.start()])
    return None if name in _GENERIC else name
