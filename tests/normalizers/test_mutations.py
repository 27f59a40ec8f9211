"""One character more or less where a value stands: the reading changes or becomes text, and never stays."""

from __future__ import annotations

import pytest

from normalizers.value import brief

from .mutations import mutations, normalize, survives


def _survivors(seed: int, count: int) -> list[str]:
    return [
        f"{kind}: {raw!r} and {changed!r} both read {brief(normalize(changed, context))}"
        for kind, raw, changed, context in mutations(seed, count)
        if survives(raw, changed, context)
    ]


def test_a_few_hundred_mutations_all_tell() -> None:
    assert not _survivors(seed=17, count=400)


@pytest.mark.prove
def test_twenty_thousand_mutations_all_tell() -> None:
    assert not _survivors(seed=18, count=20_000)


def test_what_survives_would_be_seen() -> None:
    assert survives("3次", "三次", next(iter(mutations(1, 1)))[3])
    assert not survives("3次", "-3次", next(iter(mutations(1, 1)))[3])
