# Needs Python 3.11 or newer, make and git; everything else goes into .venv, with the versions of constraints.txt.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test lint prove bench golden reading system clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done)
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# An environment is as good as what it was made from: another lock, another place or another Python makes another stamp.
STAMP := $(VENV)/.made-$(shell { cat pyproject.toml constraints.txt .ci/advisories.tsv; pwd; $(PYTHON) -V; } 2>/dev/null | cksum | tr ' ' '-')
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 $(BIN)/python -m pip install -qq --constraint constraints.txt

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(STAMP) ## the environment alone: .venv with pinned dependencies
	@:

$(STAMP):
	@test -n "$(PYTHON)" || { echo "jixiao needs Python 3.11 or newer: install it, or say where it is with make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make environments (no ensurepip): on Debian or Ubuntu run 'apt-get install python3-venv', then make again"; exit 1; }
	@echo "setting up $(VENV) (once; a minute or two) ..."
	@rm -f $(VENV)/.made-*
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && $(BIN)/python -m pip --version >/dev/null 2>&1 \
		|| $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation --editable '.[dev,ocr,excel]'
	@$(BIN)/python .ci/advisories.py
	@touch $@

run: setup reading ## convert samples/ into output/ and print a summary
	@$(BIN)/jixiao convert samples -o output

test: reading lint ## set-up, ruff, mypy, then every test
	@$(BIN)/python -m pytest -n $(JOBS)

lint: setup ## ruff and mypy
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

prove: setup system ## the long proofs
	@$(BIN)/python -m pytest -m prove

bench: setup reading ## speed beside other tools, as a table
	@$(BIN)/python benchmarks

golden: setup ## rewrite the golden texts, then fail on purpose: read git diff
	@$(BIN)/python -m pytest -q --rewrite-golden

# What is not Python, by its names in Debian and Ubuntu: what reads old Word files and packed archives, and what else the long proofs look with.
READING := libreoffice-writer-nogui libarchive13
PROVING := libreoffice-calc-nogui chromium fonts-noto-cjk
# Installs where apt and root allow, else says in one line what is missing and what for; never fails. A package may have been renamed to …t64.
install = @missing=; for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || dpkg -s $${p}t64 >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "installing$$missing (once; a minute or two) ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } >/dev/null 2>&1 \
			|| echo "apt-get cannot install$$missing: $(2)"; \
	elif command -v apt-get >/dev/null || ! command -v soffice >/dev/null; then \
		echo "not installed:$$missing (Debian, Ubuntu: sudo apt-get install$$missing): $(2)"; fi

reading: ## LibreOffice Writer and libarchive, where root and apt allow; the rest works without
	$(call install,$(READING),.doc .rtf .wps .odt and packed .7z .rar are not read)

system: ## the same, and what the long proofs need besides
	$(call install,$(READING) $(PROVING),old Word is not read and some proofs fail)

clean: ## remove the environment and everything that tools left behind
	@rm -rf $(VENV) .bench-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
