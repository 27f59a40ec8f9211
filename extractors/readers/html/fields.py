"""What the fields of a web form show: the value that stands in them, of a choice the chosen one, of buttons nothing that is a value."""

from __future__ import annotations

from typing import Final

from lxml import etree

from extractors.readers.html.spaces import marked, settled

_TYPED: Final = frozenset(["text", "number", "date", "tel", "email", "url", "search", "month", "week", "time", "datetime-local", "range"])
_BUTTONS: Final = frozenset(["button", "submit", "reset", "image", "file"])


def input_text(element: etree._Element) -> tuple[str, bool]:
    """What an input shows, and whether that is the inscription of a button."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□", False
    if kind in _BUTTONS:
        return element.get("value") or "", True
    return element.get("value") or "" if kind in _TYPED or kind not in ("hidden", "password", "color") else "", False


def is_typed(element: etree._Element) -> bool:
    """Whether an input has a frame around its text."""
    return (element.get("type") or "text").lower() not in ("checkbox", "radio")


def options_of(element: etree._Element) -> tuple[str, str]:
    """What a select shows, and its other options."""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and element.get("multiple") is None and not (element.get("size") or "1").strip().lstrip("0").removeprefix("1"):
        chosen = options[:1]
    if element.get("multiple") is None:
        chosen = chosen[-1:]
    others = [option for option in options if option not in chosen]
    return "、".join(map(_text, chosen)), "、".join(map(_text, others))


def all_text(element: etree._Element) -> str:
    """All text in an element, its white space as a page prints it."""
    return settled(marked("".join(str(text) for text in element.itertext())))


def _text(option: etree._Element) -> str:
    label = option.get("label")
    return " ".join((label or "".join(str(text) for text in option.itertext())).split())


def integer(text: str | None, default: int) -> int:
    """A number of an attribute; the default where it is none."""
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 10 and digits.isascii() else default
