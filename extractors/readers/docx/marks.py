"""What to look for in the runs of a document, told by the bytes of its parts before any of them is walked.

Nine documents in ten hold nothing for which a run's properties matter, and are then read without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from extractors.printing import same_colour
from extractors.readers.docx.looks import BLACK, HIGHLIGHTS, WHITE, parse_colour
from extractors.readers.docx.names import VALUE, W14, W, switched_on
from extractors.readers.docx.styles import Styles
from extractors.symbols import is_symbolic

_ON: Final = rb"""(?=[ />])(?![^<>]{0,40}val=["'](?:0|false|off|none)["'])"""


@dataclass(frozen=True, slots=True)
class _Seek:
    """Something sought in bytes: plain bytes that it holds, which are found many times as fast as a pattern, and the pattern."""

    plain: bytes
    pattern: re.Pattern[bytes]

    @classmethod
    def of(cls, plain: bytes, rest: bytes = b"") -> _Seek:
        return cls(plain, re.compile(plain + rest))

    def found_in(self, content: bytes) -> bool:
        return self.plain in content and self.pattern.search(content) is not None

    def all_in(self, content: bytes) -> set[str]:
        return {match.decode("ascii", "replace") for match in self.pattern.findall(content)} if self.plain in content else set()


# What a run may say that changes what is print; a toggle that is switched off says nothing.
_FLAGS: Final = (
    _Seek.of(b"strike", _ON),
    _Seek.of(b"vanish", _ON),
    _Seek.of(b"dings"),  # Wingdings and Webdings alike
    _Seek.of(b'"Symbol"'),
    _Seek.of(b'"superscript"'),
    _Seek.of(b":position "),
    _Seek.of(b"customMarkFollows"),
    _Seek.of(b"textFill"),
    _Seek.of(b":sz ", rb"""[^<>]{0,40}val=["'][0-3]["']"""),
)
_HEX: Final = rb"""[^<>]{0,80}?val=["']([0-9A-Fa-f]{6})["']"""
_INKS: Final = (_Seek.of(b":color ", _HEX), _Seek.of(b":srgbClr ", _HEX))
_GROUND: Final = _Seek.of(b"fill=", rb"""["']([0-9A-Fa-f]{6})["']""")
_PATTERN: Final = _Seek.of(b":shd ", rb"""[^<>]{0,80}?val=["'](?:solid|pct)""")
_MARKER: Final = _Seek.of(b":highlight ", rb"""[^<>]{0,40}?val=["'](\w+)["']""")
_LINE: Final = _Seek.of(b":u ", rb"[^<>]{0,40}val=")
_SIGN: Final = re.compile(rb"&[gl]t;|&#(?:6[02]|x3[CEce]);|\xef\xbc[\x9c\x9e]")
_STYLE: Final = _Seek.of(b"Style ", rb"""[^<>]{0,40}?val=["']([^"'<>]+)["']""")
_LOW_ROW: Final = _Seek.of(b":trHeight ", rb"""(?=[^<>]{0,80}exact)[^<>]{0,80}val=["'][0-3]?[0-9]["']""")
_MOST_PAIRS: Final = 65_536
BLACK_INK: Final = "000000"
"""How print looks that says nothing of its colour."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`runs`: the properties of runs matter. `inks`: the colours in which print may not be seen on some ground of the document.

    `signs`: a > or < may be underlined. `styles`: the ids of the styles that change what is print; `everywhere`: text without a
    style is touched by it. `low_rows`: some row is held so low that nothing of it is seen.
    """

    runs: bool = False
    inks: frozenset[str] = frozenset()
    signs: bool = False
    styles: frozenset[str] = frozenset()
    everywhere: bool = False
    low_rows: bool = False

    def is_plain(self, element: etree._Element) -> bool:
        """Whether a property of a run, one of `PROPERTIES`, says nothing that changes what is print."""
        return _PLAIN[element.tag](self, element)


def marks_of(styles: Styles, contents: Iterable[bytes]) -> Marks:
    """What to look for in a document.

    Args:
        styles: its styles.
        contents: the bytes of the parts that hold text.
    """
    contents = list(contents)
    used = styles.used({name for content in contents for name in _STYLE.all_in(content)})
    inks = _inks(contents, used, styles)
    telling = frozenset(styles.telling(used, inks))
    signs = any(_LINE.found_in(content) and _SIGN.search(content) is not None for content in contents)
    default = styles.default.look.over(styles.lowest)
    by_default = default.tells or default.ink in inks or is_symbolic(default.font or "")
    flagged = any(flag.found_in(content) for content in contents for flag in _FLAGS)
    low_rows = any(_LOW_ROW.found_in(content) for content in contents)
    return Marks(flagged or bool(inks) or bool(telling) or signs or by_default, inks, signs, telling, by_default, low_rows)


def _inks(contents: list[bytes], used: list[str], styles: Styles) -> frozenset[str]:
    """The colours of print that some ground of the document has too: the page is white, and print that says nothing is black."""
    found, grounds = styles.colours(used)
    found.update(name.upper() for content in contents for ink in _INKS for name in ink.all_in(content))
    markers = {HIGHLIGHTS[name] for content in contents for name in _MARKER.all_in(content) if name in HIGHLIGHTS}
    if markers:  # print that says nothing of its colour stays black on a highlighting, and turns white on a dark shading
        found.add(BLACK_INK)
    if not found:
        return frozenset()
    grounds |= markers | {WHITE}
    grounds.update(colour for content in contents for name in _GROUND.all_in(content) if (colour := parse_colour(name)) is not None)
    if len(found) * len(grounds) > _MOST_PAIRS or any(_PATTERN.found_in(content) for content in contents):
        return frozenset(found)
    return frozenset(ink for ink in found if any(same_colour(parse_colour(ink) or BLACK, ground) for ground in grounds))


def _is_off(_: Marks, element: etree._Element) -> bool:
    return not switched_on(element.get(VALUE))


_PLAIN: Final[MappingProxyType[str, Callable[[Marks, etree._Element], bool]]] = MappingProxyType(
    {
        f"{W}strike": _is_off,
        f"{W}dstrike": _is_off,
        f"{W}vanish": _is_off,
        f"{W}vertAlign": lambda marks, element: element.get(VALUE) != "superscript",
        f"{W}position": lambda marks, element: False,
        f"{W}sz": lambda marks, element: len(element.get(VALUE) or "") > 1,
        f"{W}color": lambda marks, element: (element.get(VALUE) or "").upper() not in marks.inks,
        f"{W}highlight": lambda marks, element: BLACK_INK not in marks.inks,
        f"{W}u": lambda marks, element: not marks.signs,
        f"{W}rFonts": lambda marks, element: not is_symbolic(element.get(f"{W}ascii") or element.get(f"{W}hAnsi") or ""),
        f"{W}rStyle": lambda marks, element: element.get(VALUE) not in marks.styles,
        f"{W14}textFill": lambda marks, element: False,
    }
)
PROPERTIES: Final = tuple(_PLAIN)
"""The properties of runs at which `Marks.is_plain` looks."""
