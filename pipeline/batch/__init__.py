"""Many files: each read in a process that may be killed, kept in a ledger, merged in the order of their keys."""
