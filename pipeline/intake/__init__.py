"""Which files there are: walked, opened safely, named safely. What they say is not looked at here."""
