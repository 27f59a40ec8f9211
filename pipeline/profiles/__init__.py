"""Profiles of the officer's rules: a TOML file each, see `pipeline.rules.profile` for what may stand in one."""
