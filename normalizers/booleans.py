"""Yes and no: the form's choice (是/否), a ticked box, a plain 是 or 否, 无 before a bad event."""

from __future__ import annotations

import regex

from normalizers.events import ANY_EVENT
from normalizers.rules import Produce, Rule
from normalizers.scope import Scope
from normalizers.tables import compiled
from normalizers.value import Value

CATEGORIES = (("yes_no", "是/否（表内选项，未选）"), ("yes", "是"), ("no", "否"))

_TICK = r"[√■☑☒●◉]"
_EMPTY = r"[□○◯]"


def _answer(category: str, rule: str) -> Produce:
    def produce(_: regex.Match[str], scope: Scope) -> Value:
        return Value("boolean", category=category, rule=rule, notes=scope.notes)

    return produce


def _rule(name: str, category: str, needs: str, pattern: str, *examples: str) -> Rule:
    read = tuple((text, f"boolean {category}") for text in examples)
    return Rule(name, compiled(pattern), _answer(category, name), read, frozenset(needs))


_EVENT = rf"(?:{ANY_EVENT}|重复|问题|现象|情况|行为|反映)"
_PAIRS = r"(?:是{s}否|有{s}无|能{s}否|可{s}否|Y{s}N|[Yy]es{s}[Nn]o|√{s}×|完成{s}未完成|达标{s}不达标|合格{s}不合格)"
_BETWEEN = r"(?:/|\\|或者?|、|or|OR|,|\|)?+"

RULES: tuple[Rule, ...] = (
    _rule("yes or no", "yes_no", "否无不未Nn×", _PAIRS.replace("{s}", _BETWEEN).replace("能/", "能"), "是/否", "是否", "有/无", "是或否"),
    _rule(
        "two boxes",
        "yes_no",
        "□○◯()/、",
        rf"(?:{_EMPTY}?+[是有]{_EMPTY}?+[/、]?+{_EMPTY}?+[否无]{_EMPTY}?+|[是有]\(\)[/、]?+[否无]\(\))",
        "是□否□",
        "□是 □否",
        "是（）否（）",
    ),
    _rule(
        "ticked yes",
        "yes",
        "√■☑☒●◉",
        rf"(?:{_TICK}[是有]{_EMPTY}?+(?:[/、]?+{_EMPTY}?+[否无]{_EMPTY}?+)?+|[是有]\(?{_TICK}\)?(?:[/、]?+[否无](?:{_EMPTY}|\(\))?+)?+|{_EMPTY}[否无]{_TICK}[是有])",
        "√是",
        "☑是 □否",
        "是√否□",
        "是（√）否（ ）",
    ),
    _rule(
        "ticked no",
        "no",
        "√■☑☒●◉",
        rf"(?:{_TICK}[否无]{_EMPTY}?+(?:[/、]?+{_EMPTY}?+[是有]{_EMPTY}?+)?+|(?:[是有](?:{_EMPTY}|\(\))?+[/、]?+)?+[否无]\(?{_TICK}\)?|{_EMPTY}[是有]{_TICK}[否无])",
        "√否",
        "□是 ☑否",
        "是□否√",
    ),
    _rule("yes", "yes", "是有YyTt√能", r"是|有|[Yy](?:es)?|[Tt]rue|√|能|已是", "是", "有"),
    _rule("no", "no", "否未不无没NnFf×", r"否|未发生|不存在|未发现|不发生|无发生|未出现|[Nn]o?|[Ff]alse|×|不是|没有|不能", "否", "没有"),
    _rule(
        "no bad event",
        "no",
        "无没未不",
        rf"(?:无|没有|未发生|不发生|未出现|不出现|无发生|未产生|不存在|未造成|不产生)[\p{{Han}}、]{{0,10}}?{_EVENT}(?:发生|出现|现象|情况|问题|行为|事件|记录|事故)?+[。.]?+",
        "无重大事故",
        "未发生安全事故",
        "无拖欠",
    ),
)
