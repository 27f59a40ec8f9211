"""How the text of an element looks: its colour on its ground, its size, whether it is struck, raised, underlined or out of sight.

    parent's look + element's tag, attributes and declarations ──> its own look

What is asked is one thing: does a person see this text, and as what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree
from tinycss2.color3 import RGBA, parse_color

from extractors.printing import HIDDEN, SMALLEST, STRUCK, same_colour
from extractors.readers.html.sheets import Declarations
from extractors.symbols import FONTS

Colour = tuple[int, int, int]
_WHITE: Final[Colour] = (255, 255, 255)
_BLACK: Final[Colour] = (0, 0, 0)
_LENGTH: Final = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%|cm|mm|in|pc|)$")
_PIXELS: Final = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "rem": 16.0}
_NAMED: Final = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
_FAR: Final = 500.0  # pixels: what is moved farther stands off the page
_RAISED: Final = 3.0  # pixels: print moved up by more stands above its line
_STRIKES: Final = frozenset({"s", "strike"})
_SIMPLE_COLOUR: Final = re.compile(r"^[0-9a-f]{6}$", re.I)
_NOTHING_LEFT: Final = re.compile(r"rect\(\s*(?:0(?:px)?[\s,]+){3}0(?:px)?\s*\)|rect\(1px|inset\((?:50|100)%|circle\(0")


@dataclass(frozen=True, slots=True)
class Look:
    """`ground` is None where nobody can tell it (a picture); sizes are in CSS pixels; `clear` says that text is transparent."""

    ink: Colour = _BLACK
    ground: Colour | None = _WHITE
    size: float = 16.0
    visible: bool = True
    struck: bool = False
    raised: bool = False
    lined: bool = False
    clear: bool = False
    keeps_space: bool = False
    leftwards: bool = False
    symbols: str = ""
    """The symbol font in which text is set; "" for any font of letters."""

    @property
    def unsure(self) -> bool:
        """Whether text may be white on white, though nobody can tell."""
        return self.ground is None and same_colour(self.ink, _WHITE) and not self.why

    @property
    def why(self) -> str:
        """The code that says why text is no print; "" for print."""
        tiny = self.size * 3 < SMALLEST * 4  # a point is four thirds of a pixel
        if not self.visible or self.clear or tiny or (self.ground is not None and same_colour(self.ink, self.ground)):
            return HIDDEN
        return STRUCK if self.struck else ""


PLAIN: Final = Look()
UNSURE: Final = Look(ground=None)
"""The look of a page whose style sheets are not all in the file: its ground may be any colour."""


_ATTRIBUTES: Final = frozenset(("bgcolor", "dir", "color", "background", "text", "face"))


class Looks:
    """The looks of a page's elements, each made once for the same parent, tag and declarations."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str, int], tuple[Look, str]] = {}
        self._gone: dict[int, bool] = {}
        self._alive: list[object] = []

    def of(self, parent: Look, why: str, element: etree._Element, declared: Declarations) -> tuple[Look, str]:
        """The look of an element in its parent's, and why its text is no print; `why` is that of the parent."""
        tag = element.tag
        keys = element.keys()
        if keys and not _ATTRIBUTES.isdisjoint(keys):
            look = look_of(parent, element, declared)
            return look, look.why
        if not declared and tag not in _TELLING:
            return parent, why
        key = (id(parent), tag, id(declared))
        found = self._made.get(key)
        if found is None:
            look = look_of(parent, element, declared)
            found = self._made[key] = look, look.why
            self._alive += [parent, declared]  # an id is only good while its object lives
        return found

    def is_gone(self, declared: Declarations) -> bool:
        """Whether declarations put an element out of sight."""
        found = self._gone.get(id(declared))
        if found is None:
            found = self._gone[id(declared)] = is_out_of_sight(declared)
            self._alive.append(declared)
        return found


def look_of(parent: Look, element: etree._Element, declared: Declarations) -> Look:
    """The look of an element in its parent's, from its tag, its attributes and what is declared of it."""
    tag = element.tag
    found: dict[str, object] = {}
    if tag in _PREFORMATTED:
        found["keeps_space"] = True
    _attributes(element, tag, found)
    if declared:
        _text(parent, declared, found)
        _place(tag, declared, found)
    struck = found.pop("line-through", tag in _STRIKES)
    found["struck"] = parent.struck or bool(struck)
    found["lined"] = bool(found.get("lined", tag == "u")) or parent.lined
    found.setdefault("raised", tag == "sup" or (parent.raised and tag != "sub"))
    made = replace(parent, **found)  # type: ignore[arg-type]  # each name is a field with its type
    return parent if made == parent else made


_PREFORMATTED: Final = frozenset(["pre", "textarea", "listing", "xmp"])
_TELLING: Final = frozenset({*_STRIKES, *_PREFORMATTED, "sup", "sub", "u"})


def _attributes(element: etree._Element, tag: str, found: dict[str, object]) -> None:
    for name, field in (("bgcolor", "ground"), ("color", "ink"), ("text", "ink")):
        value = element.get(name)
        if value is not None and (name == "bgcolor" or tag == ("font" if name == "color" else "body")):
            colour = colour_of(f"#{value}" if _SIMPLE_COLOUR.match(value) else value)
            if colour is not None:
                found[field] = colour
    if element.get("background") is not None and tag in ("table", "td", "th", "tr", "body"):
        found["ground"] = None
    if tag == "font" and element.get("face") is not None:
        found["symbols"] = _symbol_font(element.get("face") or "")
    direction = (element.get("dir") or "").lower()
    if direction in ("rtl", "ltr"):
        found["leftwards"] = direction == "rtl"


def _text(parent: Look, declared: Declarations, found: dict[str, object]) -> None:
    """Colour, size and lines of text."""
    ink = declared.get("-webkit-text-fill-color") or declared.get("color")
    if ink:
        colour = parse_color(ink)
        if isinstance(colour, RGBA):
            found["ink"], found["clear"] = _whole(colour), parent.clear or colour.alpha == 0
        elif "(" in ink:  # a variable, or a colour space that is unknown here
            found["ground"] = None
    if "background-color" in declared or "background-image" in declared:
        _ground(declared, found)
    size = declared.get("font-size")
    if size and (pixels := _size(size, parent.size)) is not None:
        found["size"] = pixels
    line = declared.get("text-decoration-line")
    if line is not None:
        found["line-through"], found["lined"] = "line-through" in line, "underline" in line
    space = declared.get("white-space")
    if space is not None:
        found["keeps_space"] = (space.startswith("pre") and space != "pre-line") or space == "break-spaces"
    font = declared.get("mso-symbol-font-family") or declared.get("font-family")
    if font is not None:
        found["symbols"] = _symbol_font(font)
    if "direction" in declared:
        found["leftwards"] = declared["direction"] == "rtl"


def _symbol_font(fonts: str) -> str:
    """The symbol font that a list of fonts asks for first; "" where it is one of letters."""
    first = fonts.split(",")[0].strip().strip("\"'").lower()
    return first if first in FONTS else ""


def _ground(declared: Declarations, found: dict[str, object]) -> None:
    if "url(" in declared.get("background-image", "") or "gradient(" in declared.get("background-image", ""):
        found["ground"] = None
        return
    value = declared.get("background-color", "")
    colour = colour_of(value)
    if colour is not None:
        found["ground"] = colour
    elif "(" in value and not isinstance(parse_color(value), RGBA):
        found["ground"] = None


def _place(tag: str, declared: Declarations, found: dict[str, object]) -> None:
    """Visibility, and print set above its line."""
    visibility = declared.get("visibility")
    if visibility is not None:
        found["visible"] = visibility not in ("hidden", "collapse")
    if tag in ("td", "th", "tr", "table"):
        return
    align = declared.get("vertical-align")
    if align is not None:
        found["raised"] = align == "super" or (_size(align, 16.0) or 0.0) >= _RAISED
    lifted = _size(declared.get("mso-text-raise", ""), 16.0)
    if declared.get("position") == "relative" and lifted is None:
        lifted = -(_size(declared.get("top", ""), 16.0) or 0.0)
    if lifted is not None and _RAISED <= lifted < _FAR:
        found["raised"] = True


def is_out_of_sight(declared: Declarations) -> bool:
    """Whether an element and all in it are not shown: no box, off the page, clipped or shrunk to nothing, transparent."""
    if not declared:
        return False
    if declared.get("display") == "none" or declared.get("mso-hide") == "all" or declared.get("content-visibility") == "hidden":
        return True
    if declared.get("opacity") in ("0", "0.0", "0%", ".0") or "opacity(0" in declared.get("filter", ""):
        return True
    moved = [declared[side] for side in ("left", "right", "top", "bottom") if side in declared]
    if declared.get("position") in ("absolute", "fixed", "relative") and any(_is_far(value) for value in moved):
        return True
    if _is_far(declared.get("text-indent", "")) or "scale(0)" in declared.get("transform", "").replace(" ", ""):
        return True
    if _NOTHING_LEFT.search(declared.get("clip", "") + declared.get("clip-path", "")):
        return True
    sizes = [_size(declared[side], 16.0) for side in ("width", "height", "max-height", "max-width") if side in declared]
    return declared.get("overflow", "").startswith(("hidden", "clip")) and any(size is not None and size <= 1 for size in sizes)


def _is_far(length: str) -> bool:
    pixels = _size(length, 16.0)
    return pixels is not None and pixels <= -_FAR


def _size(text: str, of: float) -> float | None:
    """A length in pixels; `em` and `%` are of a size; None for what is no length."""
    if text in _NAMED:
        return _NAMED[text]
    match = _LENGTH.match(text.strip())
    if match is None or len(match.group(1)) > 12:
        return None
    number, unit = float(match.group(1)), match.group(2)
    return number * of if unit == "em" else number * of / 100 if unit == "%" else number * _PIXELS[unit]


def colour_of(text: str) -> Colour | None:
    """The first colour in a value; None where there is none or it lets the ground through."""
    for word in [text, *text.replace(")", ") ").split()]:
        colour = parse_color(word)
        if isinstance(colour, RGBA):
            return _whole(colour) if colour.alpha > 0.5 else None
    return None


def _whole(colour: RGBA) -> Colour:
    return round(colour.red * 255), round(colour.green * 255), round(colour.blue * 255)
