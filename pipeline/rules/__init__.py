"""The officer's rules over the tables of a conversion: what a rule is, profiles, norms, and what they find.

    tables ──cases──> a Case a submission ──rules and profile──> Hits ──basis, subject──> Issues

Nothing here reads a submission: rules run over the Parquet of a conversion, again with another profile where one is asked for.
"""
