"""What stands on the page and what was made of it: for a person who wonders, and for one who wants to add a label."""
