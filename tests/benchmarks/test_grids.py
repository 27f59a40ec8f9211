"""What became of a page's cells is counted by their sides."""

from benchmarks.grids import compared
from extractors.document import Box

LEFT, RIGHT, BOTH = Box(0, 0, 50, 20), Box(50, 0, 100, 20), Box(0, 0, 100, 20)


def test_a_cell_is_found_joined_cut_or_lost() -> None:
    assert compared([LEFT, RIGHT], [LEFT, Box(50, 1, 102, 20)])[0] == {"cells": 2, "made": 0}
    assert compared([LEFT, RIGHT], [BOTH])[0] == {"cells": 2, "joined": 2, "made": 1}
    assert compared([BOTH], [LEFT, RIGHT])[0] == {"cells": 1, "cut": 1, "made": 2}
    assert compared([LEFT], [])[1] == [("lost", LEFT)]
