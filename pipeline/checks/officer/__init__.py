"""The officer's rules: a file each, with `RULE` (its sentences, basis and examples) and `check`, its condition.

A rule looks at rows of the tables that a conversion wrote; `pipeline.rules` runs them and says when they wait.
"""
