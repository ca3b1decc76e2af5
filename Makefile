# policygen: every target explains itself; see `make help`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test format types lint unit bench fuzz pictures clean

help: ## Show what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml src/policygen/version.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "policygen needs Python 3.11 or later; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "could not make a virtual environment; on Debian: apt install python3-venv" >&2; exit 2; }
	@echo "Installing policygen and its tools into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(STAMP) ## Build all published editions of the sample workspace and say where they are
	@$(BIN)/policygen build

test: $(STAMP) ## Check format, lint, types, and run all tests
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/pytest -n auto

format: $(STAMP) ## Bring all files into the house format
	$(BIN)/ruff check --fix src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

lint: $(STAMP) ## Check format and lint only
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks

types: $(STAMP) ## Check types only
	$(BIN)/mypy

unit: $(STAMP) ## Run the tests only
	$(BIN)/pytest -n auto

bench: $(STAMP) ## Measure what building costs, beside other tools, on this machine
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench || \
	  echo "some of the other tools could not be installed; they will not be measured" >&2
	$(BIN)/python -m benchmarks

fuzz: $(STAMP) ## Try templates and profiles made by chance, for MINUTES=5
	$(BIN)/python -m tests.fuzz $(or $(MINUTES),5)

pictures: demo ## Make the pictures of the README anew (wants LibreOffice, poppler and Chromium)
	@docs/pictures.sh

clean: ## Remove what was built and installed here
	rm -rf build dist $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
