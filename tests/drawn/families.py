"""From a recipe to a document: the lines above the forms, the forms of its family, what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from . import families_goal, families_results
from .around import around, near_miss
from .form import Drawn
from .paper import Paper, Project
from .recipe import Recipe

_FORMS: Final[Mapping[str, Callable[[Paper, Project], None]]] = MappingProxyType(
    {
        "national_goal": families_goal.national_goal,
        "goal_book": families_goal.goal_book,
        "old_national": families_goal.old_national,
        "transfer_by_region": families_goal.transfer_by_region,
        "grades": families_goal.grades,
        "self_evaluation": families_results.self_evaluation,
        "monitoring": families_results.monitoring,
        "review": families_results.review,
        "whole_department": families_results.whole_department,
    }
)
_TITLES: Final = MappingProxyType(
    {
        "national_goal": "项目支出绩效目标申报表",
        "goal_book": "预算项目绩效目标",
        "old_national": "项目支出绩效目标申报表",
        "transfer_by_region": "中央对地方转移支付区域绩效目标表",
        "flat_list": "部门预算项目绩效目标表",
        "grades": "预算项目绩效目标",
        "self_evaluation": "项目支出绩效自评表",
        "monitoring": "项目支出绩效目标执行监控表",
        "review": "项目支出绩效评价评分表",
        "whole_department": "部门整体支出绩效目标申报表",
        "near_miss": "",
    }
)
_BOOKS: Final = ("goal_book", "grades", "flat_list")
"""One title for the whole book, the year in it."""


def draw(recipe: Recipe) -> Drawn:
    """The document of a recipe; the same recipe gives the same document."""
    paper = Paper(recipe)
    if recipe.narrative:
        _narrative(paper)
    around(paper, "before")
    if recipe.family == "near_miss":
        near_miss(paper)
        around(paper, "after")
        return paper.finish()
    projects = [paper.project(number) for number in range(len(recipe.rows))]
    if recipe.family in _BOOKS:
        _title(paper, f"{paper.year}年{_TITLES[recipe.family]}")
        _unit(paper)
    if recipe.family == "flat_list":
        families_goal.flat_list(paper, projects)
    for project in projects if recipe.family != "flat_list" else ():
        _form(paper, project)
    around(paper, "after")
    return paper.finish()


def _form(paper: Paper, project: Project) -> None:
    family = paper.recipe.family
    if project.number:
        around(paper, "between") if project.number == 1 else None
    if family not in _BOOKS and (project.number == 0 or paper.recipe.title_each):
        _heading(paper)
    elif family not in _BOOKS:
        paper.line("", page=True)
    _FORMS[family](paper, project)
    if paper.recipe.narrative:
        paper.line("填报人：王建国　　联系电话：0335-5051234　　填报日期：" + f"{paper.year}年3月5日")


def _narrative(paper: Paper) -> None:
    """Duties and safeguards as they stand before the forms of a book."""
    paper.line(f"{paper.department}{paper.year}年部门预算绩效文本", "title")
    paper.line("第一部分 部门职责", "heading")
    paper.line("负责本行业政策的组织实施和监督管理，承担公共服务职责。")
    paper.line("第二部分 保障措施", "heading")
    paper.line("加强组织领导，完善管理制度，严格资金管理，确保目标实现。")
    paper.more["narrative_contains"] = ["承担公共服务职责", "严格资金管理"]


def _heading(paper: Paper) -> None:
    """Title and year above the form, or in its first rows."""
    title, year = _TITLES[paper.recipe.family], f"（{paper.year}年度）"
    if paper.recipe.title_row:
        paper.line("", page=True)
        paper.waiting += [(title, title), (year, str(paper.year))]
        _titled(paper, title)
    else:
        _title(paper, title)
        paper.line(year)
    _unit(paper)


def _title(paper: Paper, title: str) -> None:
    if paper.recipe.title_lines:
        paper.line(title.replace("绩效", "\n绩效", 1), "title", page=True)
    else:
        paper.line(title, "title", page=True)
    _titled(paper, title)


def _titled(paper: Paper, title: str) -> None:
    """The truth of the title, unless what stands before the form may be the document's title as well."""
    if not paper.recipe.narrative and not any(place == "before" for _, place in paper.recipe.around):
        paper.documents["title"] = title


def _unit(paper: Paper) -> None:
    if paper.recipe.family == "review":
        return
    books = paper.recipe.family in _BOOKS
    if paper.recipe.unit_place == "line" or (books and paper.recipe.unit_place == "head"):
        paper.line("单位：万元")
        paper.documents["amount_unit"] = "万元"
