"""The catalogue of norms: name, number, article, what it says, and whether it was read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Norm:
    """One article of a paper. `region`: the beginning of the codes of the places it holds for; None for the whole country."""

    id: str
    name: str
    article: str
    says: str
    read: bool
    number: str | None = None
    region: str | None = None
    note: str | None = None

    @property
    def cited(self) -> str:
        """《中华人民共和国预算法》第三十二条第三款."""
        return f"《{self.name}》" + (f"（{self.number}）" if self.number else "") + self.article

    def holds_for(self, region: str | None) -> bool:
        """Whether it may be cited to a department of this place: it was read, and it is a paper of the country or of that place."""
        return self.read and (self.region is None or (region or "").startswith(self.region))


@cache
def norms() -> dict[str, Norm]:
    """Every norm by its id."""
    said = tomllib.loads(resources.files(__package__).joinpath("norms.toml").read_text("utf-8"))
    return {one["id"]: Norm(**one) for one in said["norm"]}
