"""The number of a list item before a value: `1. ≥12座`, `（3）100%`.

Word prints such numbers of its own where the paragraphs of a cell are a list.

Read only where it cannot be a part of the value: before a sign, in brackets, or before a space and a number that no decimal has.
"""

from __future__ import annotations

import regex

_MARKS = r"(?:[（(]?[1-9]\d?[.．、)）]|[①-⑳])"
_SIGN = r"[≥≤><＞＜=＝≧≦⩾⩽]"
_NUMBER = regex.compile(
    rf"\s*(?:{_MARKS}\s*(?={_SIGN})"
    r"|(?:[（(][1-9]\d?[)）]|[①-⑳])\s*(?=\d)"
    r"|[1-9]\d?[、)）]\s+(?=\d)"
    r"|[1-9]\d?[.．]\s+(?=(?:19|20)\d\d年|\d{3,}+(?![.．]\d)))"
)
_SECOND = regex.compile(r"(?<!\d)2[.．、)）](?!\d)|②|[;；\n]")


def list_number(raw: str) -> int:
    """How many characters of a value are the number of a list item before it; 0 where there is none or where more items follow.

    Args:
        raw: the value as printed.

    Examples:
        `1. ≥12座` 3, `3. 100%` 3, `（1）95%` 3, `3.5%` 0, `1. 5座` 0, `1.≥5 2.≥6` 0
    """
    match = _NUMBER.match(raw)
    return 0 if match is None or _SECOND.search(raw, match.end()) else match.end()
