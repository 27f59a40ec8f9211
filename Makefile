# Needs Python 3.11 or newer, make and git; everything else goes into .venv, with the versions of constraints.txt.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test lint prove bench golden system clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done)
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# An environment is as good as what it was made from: another lock, another place or another Python makes another stamp.
STAMP := $(VENV)/.made-$(shell { cat pyproject.toml constraints.txt; pwd; $(PYTHON) -V; } 2>/dev/null | cksum | tr ' ' '-')
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
	@$(PIP) --no-build-isolation --editable '.[dev,ocr]'
	@touch $@

run: setup ## convert samples/ into output/ and print a summary
	@$(BIN)/jixiao convert samples -o output

test: lint ## set-up, ruff, mypy, then every test
	@$(BIN)/python -m pytest -n $(JOBS)

lint: setup ## ruff and mypy
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

prove: setup system ## the long proofs
	@$(BIN)/python -m pytest -m prove

bench: setup ## speed beside other tools, as a table
	@$(BIN)/python benchmarks

golden: setup ## rewrite the golden texts, then fail on purpose: read git diff
	@$(BIN)/python -m pytest -q --rewrite-golden

SYSTEM := libreoffice-writer-nogui libreoffice-calc-nogui chromium fonts-noto-cjk libarchive13

system: ## what is not Python: LibreOffice for old Word files; it and Chromium for the proofs
	@if dpkg -s $(SYSTEM) >/dev/null 2>&1; then echo "LibreOffice and Chromium are here"; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM); \
	else echo "install LibreOffice Writer and Calc and Chromium (Debian, Ubuntu: sudo apt-get install $(SYSTEM));"; \
		echo "without the first .doc, .rtf and .wps are not read, without the others some proofs fail"; fi

clean: ## remove the environment and everything that tools left behind
	@rm -rf $(VENV) .bench-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
