# vocpipe: `make help` lists what can be made. A fresh clone needs Python 3.11 and nothing by hand.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
# More arguments for pip, for instance an index with CPU builds of torch.
PIP_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.current
WORKSPACE ?= demo

.DEFAULT_GOAL := help
.PHONY: help setup demo app test lint

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(STAMP) ## Put everything into .venv; seconds when it is current

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

demo: setup ## Load the demo company, refresh, and open the explorer
	$(BIN)/vocpipe demo --workspace $(WORKSPACE)

app: setup ## Open the explorer on WORKSPACE (default: demo)
	$(BIN)/vocpipe app --workspace $(WORKSPACE)

test: setup ## Run every test
	@bash tests/browser.sh
	$(BIN)/python -m pytest

lint: setup ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
