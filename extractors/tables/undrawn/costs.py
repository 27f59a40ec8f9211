"""The costs and thresholds by which tables without rules are read, in one place.

Lengths are shares of a character's height (em), so that they hold for print of any size. Where a figure comes from a drawing
program's habits it says so; the others were set on drawn forms (aligned left, centred, right; padding 0 to 12 points) and hold in a
wide range around the value: what depends on a narrow one is no evidence.
"""

from __future__ import annotations

from typing import Final

SAME_LINE: Final = 0.35  # em: pieces of one line of print stand no farther apart in height
WORD: Final = 0.5  # em: a wider gap ends a phrase; automatic spacing is 0.25
COLUMN: Final = 0.25  # em: the narrowest gap between two columns, at a place where a column begins
BESIDE: Final = 1.0  # em: a value stands at least so far behind its label where no heading tells the columns
CROSSES: Final = 0.5  # em by which a phrase may reach over the edge of its column and still stand in it
WRAP: Final = 1.9  # em from line to line within a cell at most (Word's widest common line spacing, 1.5 lines, is 1.8)
EVEN: Final = 1.08  # times the least pitch: lines that stand as close are wrapped
LOOSER: Final = 1.2  # times the pitch of wrapped lines from which rows are told by their distance alone
FULL: Final = 0.3  # em: what may be left free at the end of a full line
OVERLAP: Final = 0.5  # share of the lower height that two pieces of one row share
OVERLAPS: Final = 0.2  # em that lines of one row overlap in height where they do not stand on one line
LARGER: Final = 1.15  # times the table's print: a title
APART: Final = 3.2  # em between two rows of one table at most, unless all its rows stand so far apart
CENTRED: Final = 1.5  # em by which a title may stand off the middle of its table
ROUND: Final = 10.0  # em above and below the headings: how far their table is looked at for its sides
LOOSE: Final = 2.0  # times the usual distance of rows

MISPLACED: Final = 1.0  # cost of each em by which a label stands off the middle (or the top) of the rows it is merged over
UNLABELLED: Final = 1.5  # cost of a row under no label
RULED: Final = 8.0  # cost of a merged cell for each rule drawn across it
SURE: Final = 0.4  # cost by which the chosen way of merging labels must be cheaper than the other to be sure
MISFIT: Final = 2.0  # cost of all merged labels of a column from which none of the ways fits
UNRULED: Final = 1.0  # cost of a border between two cells where rows have rules and it has none
