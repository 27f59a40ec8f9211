"""A cell's print as rules read it: folded, without numbering, final marks and quotes around the whole, with powers raised."""

from __future__ import annotations

import regex

from normalizers.printing import printed, tidy

# A list's only item: 1.培训100人次, （1）及时.
_NUMBERED = regex.compile(
    r"(?:\(1?\d\)|1?\d[.、]|[①-⑳]|\(?[一二三四五六七八九][、)])(?=[\p{Han}≥≤><=]{2})(?![一二三四五六七八九十])(?!.*(?:[;；,，、。]\(?\d{1,2}[、.)]|[②-⑳]|[二三四五六]、|\(2\)))"
)
# Square and cubic metres printed without a raised figure.
_POWER = regex.compile(r"(?<=[\d万千/每·])[ckh]?m[23](?![\d.])")
_WRAPPED = {'"': '"', "“": "”", "(": ")", "[": "]", "'": "'", "【": "】", "〔": "〕"}


def unwrapped(text: str) -> str:
    """A text without final punctuation and without quotes or brackets around the whole."""
    while text and text[-1] in "。;,、；，" and len(text) > 1:
        text = text[:-1]
    while text and text[0] in ":：,;、，" and len(text) > 1:
        text = text[1:]
    if found := _NUMBERED.match(text):
        text = text[found.end() :]
    if len(text) > 2 and _WRAPPED.get(text[0]) == text[-1] and not any(c in text[1:-1] for c in (text[0], text[-1], ",")):
        return text[1:-1]
    return text


def as_printed(piece: str, raw: str, text: str) -> str:
    """A folded piece as it stands in the print."""
    at = -1 if piece in raw else text.find(piece)
    return printed(raw, text, at, at + len(piece)) if at >= 0 else piece


def folded(raw: str) -> str:
    """The text that rules read: folded, without final marks, with powers raised."""
    text = unwrapped(tidy(raw))
    if "m2" in text or "m3" in text:
        return _POWER.sub(lambda found: found[0][:-1] + {"2": "²", "3": "³"}[found[0][-1]], text)
    return text
