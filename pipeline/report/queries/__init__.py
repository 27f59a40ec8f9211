"""The questions of the report, as `.sql` files over the tables and the views; the first two comment lines are their titles."""
