"""Many files through few LibreOffice calls; the file that a call dies of is found, tried once more alone, and named."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from extractors.convert.call import call
from extractors.convert.office import Office
from extractors.convert.screen import Ticket
from extractors.errors import ReadError
from extractors.limits import Limits

Made = tuple[Ticket, bytes | ReadError]

_UNREAD: Final = ("LibreOffice cannot open it", "LibreOffice 无法打开")


def convert_all(
    tickets: Iterable[Ticket], office: Office, limits: Limits, seconds: float, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Made]:
    """Each file with its .docx, or why there is none: corrupt, timeout, too-large, crashed.

    All files of a filter go into one call. `seconds` is the time of one file. OSError where there is no room to work in: what is
    wrong then is not the file. Once `stopped`, no further call is made.
    """
    ordered = sorted(tickets, key=lambda ticket: ticket.filter)
    for _, alike in groupby(ordered, key=lambda ticket: ticket.filter):
        yield from _alike(list(alike), office, limits, seconds, stopped)


def _alike(tickets: list[Ticket], office: Office, limits: Limits, seconds: float, stopped: Callable[[], bool]) -> Iterator[Made]:
    """LibreOffice takes files in the order given, so where a call dies, the first file without a result is the one it had in hand."""
    calls = deque([(tickets, False)])
    while calls and not stopped():
        hand, again = calls.popleft()
        outcome = call(hand, office, limits, seconds)
        left = [place for place in range(len(hand)) if place not in outcome.made]
        yield from ((hand[place], data) for place, data in outcome.made.items())
        last = len(hand) if outcome.end == "ended" else max(outcome.made, default=-1)
        skipped, waiting = [place for place in left if place < last], [place for place in left if place > last]
        # On a busy machine LibreOffice now and then passes over a file that it opens the next time.
        if skipped and not again:
            calls.append(([hand[place] for place in skipped], True))
        else:
            yield from ((hand[place], ReadError("corrupt", *_UNREAD)) for place in skipped)
        if not waiting:
            continue
        suspect, *rest = waiting
        # Who had the time of a call to itself needs no second try; a crash may have been another's doing.
        if len(hand) == 1 and (again or outcome.end != "crashed"):
            yield hand[suspect], verdict(outcome.end, seconds)
        else:
            calls.append(([hand[suspect]], True))
        if rest:
            calls.append(([hand[place] for place in rest], again))


def verdict(end: str, seconds: float) -> ReadError:
    """What to say of a file that ended a call of its own."""
    if end == "timeout":
        return ReadError("timeout", f"{seconds:g} seconds", f"{seconds:g} 秒")
    if end == "too-large":
        return ReadError("too-large", "what LibreOffice makes of it", "转换结果过大")
    return ReadError("crashed", "LibreOffice", "LibreOffice")
