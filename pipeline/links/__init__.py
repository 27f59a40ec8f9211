"""The same project and the same indicator over time and across departments.

    cases ──lineage──> goal form × monitoring × self-evaluation, year × year ──indicators paired──> changes
    cases ──name, class and unit──> library ──peers──> targets far below the others'

Indicators are paired by name alone, or by an alias that a person has confirmed; what only looks alike is listed, never merged.
"""
