"""Words for events that should not happen (事故, 投诉): the table `events`, as a pattern."""

from __future__ import annotations

from normalizers.tables import table

EVENTS = tuple(row[0] for row in table("events"))
ANY_EVENT = "(?:" + "|".join(sorted(EVENTS, key=lambda word: (-len(word), word))) + ")"
