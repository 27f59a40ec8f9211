"""What all kinds of archive have in common: a table of contents, and the bytes of what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from extractors.errors import ReadError


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: a path with `/` between folders, and why it is listed only (a link, a device)."""

    name: str
    folder: bool = False
    listed: str = ""


class Folder(Protocol):
    """An opened archive; its members are told by their places in the table of contents, from 0."""

    def package(self) -> bool:
        """Whether it is a document of another program rather than a folder of files."""

    def held(self, most: int) -> str:
        """How many members it has, where there are more than `most`, as far as that can be told beforehand."""

    def entries(self, spend: Callable[[int], None]) -> Iterator[Entry]:
        """The table of contents. `spend` is told of bytes that have to be inflated only to get to the next line."""

    def pieces(self, place: int, limit: int) -> Iterator[bytes]:
        """A member's bytes, inflated piece by piece; ReadError `encrypted`, `unsupported`, `corrupt`, `too-large`, `unreadable`."""

    def close(self) -> None:
        """Let go of it; the file below stays open."""


PIECE = 1 << 16
"""Bytes that are inflated at a time."""


def changed() -> ReadError:
    """There is no such place in the table of contents any more."""
    return ReadError("unreadable", "it changed while it was being read", "读取过程中文件发生变化")


def too_large(limit: int) -> ReadError:
    """A member of more than `limit` bytes."""
    return ReadError("too-large", f"more than {limit >> 20} MiB", f"超过 {limit >> 20} MiB")
