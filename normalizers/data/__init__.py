"""Data tables of the value language; what each holds stands in its head."""
