"""How runs look: struck, unseen, raised, underlined, in which font and colour (w:rPr, ECMA-376 part 1, 17.3.2).

    document defaults ─> table style ─> paragraph style ─> character style ─> the run's own properties

Each level says something or nothing; the last that says something counts. Toggles of styles cancel each other out (17.7.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from extractors.printing import SMALLEST
from extractors.readers.docx.names import VALUE, W14, W, number, switched_on

Colour = tuple[int, int, int]

WHITE: Final[Colour] = (255, 255, 255)
BLACK: Final[Colour] = (0, 0, 0)
AUTO: Final = "auto"
# ST_HighlightColor (17.18.40).
HIGHLIGHTS: Final[dict[str, Colour]] = {
    "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGray": (128, 128, 128), "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0), "green": (0, 255, 0), "lightGray": (192, 192, 192), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "white": WHITE, "yellow": (255, 255, 0),
}  # fmt: skip
_LIFTED: Final = 6  # half points: print raised by more stands above its line
_HALF_POINTS: Final = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What properties say; None where they are silent. Sizes are in half points, `lift` is how far print stands above its line.

    `ink` is six hexadecimal digits or AUTO; `ground` is the run's own shading, `marker` its highlighting; `blank` says that its
    letters are drawn without a filling.
    """

    struck: bool | None = None
    hidden: bool | None = None
    superscript: bool | None = None
    lift: int | None = None
    size: int | None = None
    ink: str | None = None
    ground: Colour | None = None
    marker: Colour | None = None
    font: str | None = None
    underlined: bool | None = None
    blank: bool | None = None

    def over(self, lower: Look) -> Look:
        """This level on top of a lower one."""
        return lower if self == PLAIN_LOOK else _merged(lower, self)

    def toggled_over(self, lower: Look) -> Look:
        """A character style on top of a paragraph style: what both switch on is off."""
        merged = self.over(lower)
        struck = bool(lower.struck) ^ bool(self.struck) if self.struck is not None else lower.struck
        return merged if merged.struck == struck else _merged(merged, Look(struck=struck))

    @property
    def raised(self) -> bool:
        """Whether the print stands above its line."""
        return bool(self.superscript) or (self.lift or 0) >= _LIFTED

    @property
    def tiny(self) -> bool:
        """Whether the print is too small to be read."""
        return self.size is not None and self.size < SMALLEST * _HALF_POINTS

    @property
    def tells(self) -> bool:
        """Whether a style that looks so changes what is print, colours apart."""
        return bool(self.struck or self.hidden or self.raised or self.tiny or self.blank)


PLAIN_LOOK: Final = Look()


def _merged(lower: Look, upper: Look) -> Look:
    def chosen(name: str) -> object:
        value = getattr(upper, name)
        return getattr(lower, name) if value is None else value

    return Look(**{name: chosen(name) for name in _NAMES})  # type: ignore[arg-type]  # the fields of the same class


_NAMES: Final = Look.__slots__


def look_of(properties: etree._Element | None) -> Look:
    """What a w:rPr says."""
    if properties is None or not len(properties):
        return PLAIN_LOOK
    found: dict[str, object] = {}
    for child in properties:
        reading = _READINGS.get(child.tag)
        if reading is not None:
            reading(child, found)
    return Look(**found) if found else PLAIN_LOOK  # type: ignore[arg-type]  # each reading knows its field's type


def _toggle(name: str, child: etree._Element, found: dict[str, object]) -> None:
    found[name] = bool(found.get(name)) or switched_on(child.get(VALUE))


def _font(child: etree._Element, found: dict[str, object]) -> None:
    font = child.get(f"{W}ascii") or child.get(f"{W}hAnsi")
    if font:
        found["font"] = font


def _ink(child: etree._Element, found: dict[str, object]) -> None:
    value = child.get(VALUE) or AUTO
    found["ink"] = value.upper() if parse_colour(value) is not None else AUTO


def _marker(child: etree._Element, found: dict[str, object]) -> None:
    colour = HIGHLIGHTS.get(child.get(VALUE) or "")
    if colour is not None:
        found["marker"] = colour


def _shade(child: etree._Element, found: dict[str, object]) -> None:
    colour = shade_of(child)
    if colour is not None:
        found["ground"] = colour


def _filling(child: etree._Element, found: dict[str, object]) -> None:
    """w14:textFill: how the letters are filled; all transparent is none."""
    alpha = next(child.iter(f"{W14}alpha"), None)
    found["blank"] = child.find(f"{W14}noFill") is not None or (alpha is not None and number(alpha.get(f"{W14}val")) >= 100_000)
    colour = child.find(f"{W14}solidFill/{W14}srgbClr")
    if colour is not None and parse_colour(colour.get(f"{W14}val")) is not None:
        found["ink"] = (colour.get(f"{W14}val") or "").upper()


_READINGS: Final = {
    f"{W}strike": lambda child, found: _toggle("struck", child, found),
    f"{W}dstrike": lambda child, found: _toggle("struck", child, found),
    f"{W}vanish": lambda child, found: found.__setitem__("hidden", switched_on(child.get(VALUE))),
    f"{W}vertAlign": lambda child, found: found.__setitem__("superscript", child.get(VALUE) == "superscript"),
    f"{W}position": lambda child, found: found.__setitem__("lift", number(child.get(VALUE))),
    f"{W}sz": lambda child, found: found.__setitem__("size", number(child.get(VALUE), 20)),
    f"{W}u": lambda child, found: found.__setitem__("underlined", child.get(VALUE) not in (None, "none")),
    f"{W}rFonts": _font,
    f"{W}color": _ink,
    f"{W}highlight": _marker,
    f"{W}shd": _shade,
    f"{W14}textFill": _filling,
}


def parse_colour(text: str | None) -> Colour | None:
    """Six hexadecimal digits as red, green and blue; None for anything else."""
    try:
        value = int(text or "", 16)
    except ValueError:
        return None
    return (value >> 16, value >> 8 & 255, value & 255) if text is not None and len(text) == 6 and value >= 0 else None


def shade_of(shade: etree._Element | None) -> Colour | None:
    """The colour of a w:shd (17.3.5): its fill, with as much of its pattern's colour as the pattern covers; None for no shading."""
    if shade is None:
        return None
    pattern, fill = shade.get(VALUE) or "clear", parse_colour(shade.get(f"{W}fill"))
    ink = parse_colour(shade.get(f"{W}color")) or BLACK
    if pattern == "solid":
        return ink
    if pattern.startswith("pct") and (share := number(pattern[3:])) > 0:
        red, green, blue = ((one * (100 - share) + other * share) // 100 for one, other in zip(fill or WHITE, ink, strict=True))
        return red, green, blue
    return fill
