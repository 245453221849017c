# vocpipe: `make help` lists what can be made. A fresh clone needs Python 3.11, 3.12 or 3.13 and nothing by hand.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
# More arguments for pip, for instance an index with CPU builds of torch.
PIP_ARGS ?=
# More arguments for pytest, for instance -k name.
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.current
WORKSPACE ?= demo

.DEFAULT_GOAL := help
.PHONY: help setup demo app test test-long fuzz lint docs pictures coverage benchmark benchmark-bertopic benchmark-explorer sbom audit

help: ## List what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-18s %s\n", $$1, $$2}'

setup: $(STAMP) ## Put everything into .venv; seconds when it is current

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,docs]'
	@touch $(STAMP)

demo: setup ## Load the demo company, refresh, and open the explorer
	$(BIN)/vocpipe demo --workspace $(WORKSPACE)

app: setup ## Open the explorer on WORKSPACE (default: demo)
	$(BIN)/vocpipe app --workspace $(WORKSPACE)

test: setup ## Run the tests, all but the long ones
	$(BIN)/python -m pytest -m 'not long' $(ARGS)

test-long: setup ## Run the long tests: whole demo, kills, browser, servers, wheel
	@bash tests/browser.sh
	$(BIN)/python -m pytest -m long $(ARGS)

fuzz: setup ## Read 5,000 broken files (N=…) with every reader: no crash, every row counted
	FUZZ=$(or $(N),5000) $(BIN)/python -m pytest tests/collect/test_fuzz.py -q $(ARGS)

benchmark-explorer: setup ## Measure the explorer on 100,000 sentences made of WORKSPACE's (default: demo): queries, pages, browser
	rm -rf build/large && $(BIN)/python -m benchmarks.large_snapshot $(WORKSPACE) build/large 100000
	$(BIN)/python -m benchmarks.explorer_queries build/large $(ROUNDS)
	$(BIN)/python -m benchmarks.explorer build/large $(ROUNDS)

benchmark-bertopic: setup ## Measure vocpipe and BERTopic in turn, as whole processes, on FILE (CSV) with its columns TEXT and LABEL
	test -x build/bertopic/bin/python || $(PYTHON) -m venv build/bertopic
	build/bertopic/bin/python -m pip install $(PIP_ARGS) --quiet --disable-pip-version-check -c constraints.txt -e '.[bertopic]'
	$(BIN)/python -m benchmarks.beside_bertopic $(FILE) --text $(TEXT) $(if $(LABEL),--label $(LABEL)) --python build/bertopic/bin/python $(ARGS)

benchmark: setup ## Measure what must stay fast, and keep the figures in build/benchmarks; ARGS=--benchmark-compare compares
	$(BIN)/python -m pytest benchmarks -p benchmark -n 0 --benchmark-storage=file://build/benchmarks --benchmark-autosave $(ARGS)

lint: setup ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: setup ## Write the page of tables and build the documentation into build/docs; a broken link fails
	$(BIN)/python docs/make_tables.py
	$(BIN)/python docs/make_quality.py
	$(BIN)/python docs/make_sources.py
	$(BIN)/python docs/make_scale.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

pictures: setup ## Write docs/pictures: every page of the explorer on the demo; ARGS=--workspace=FOLDER takes another
	$(BIN)/python -m docs.make_pictures $(ARGS)

sbom: setup ## Write a bill of materials (CycloneDX) of what users install into build/sbom.json
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --disable-pip-version-check -c constraints.txt -e '.[audit]'
	$(BIN)/python .ci/sbom.py

audit: setup ## Ask whether a dependency has a known vulnerability; says so if it cannot be asked
	$(BIN)/python -m pip install $(PIP_ARGS) --quiet --disable-pip-version-check -c constraints.txt -e '.[audit]'
	$(BIN)/python .ci/audit.py

coverage: setup ## Run every test and show the lines that none reaches
	@bash tests/browser.sh
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered --cov-report=html $(ARGS)
