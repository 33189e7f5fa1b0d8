# `make run` opens the dashboard, `make test` passes the tests: both do all their own set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# How many tests run at once; most wait for a server or a child.
JOBS ?= 3
CODE := app.py pages components state lineup tests benchmarks scripts

.DEFAULT_GOAL := help
.PHONY: help install run test expectations check fix bench soak lock format lint types imports coverage

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/.product ## Set up .venv with the product, `lineup` in it

run: install ## Open the dashboard with the embedded engine
	@$(BIN)/lineup ui $(ARGS)

test: $(VENV)/.tests ## Run the tests, those in a real browser and on a real Postgres included
	@$(BIN)/python scripts/ensure_browser.py
	@$(BIN)/python scripts/ensure_postgres.py
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

expectations: $(VENV)/.tests ## Keep how our own documents are read now (ARGS=names, to be read before it is committed)
	$(BIN)/python -m tests.convert.regression.rewrite $(ARGS)

soak: $(VENV)/.tests ## Run what takes minutes, long crash tests, and made-up inputs that are others each time
	$(BIN)/python scripts/ensure_postgres.py
	$(BIN)/python -m pytest -m soak $(ARGS)
	$(BIN)/python -m pytest --hypothesis-profile=default $$(grep -rl --include='test_*.py' 'from hypothesis' tests) $(ARGS)

check: $(VENV)/.tests format lint types imports coverage ## Run every gate: format, lint, types, imports, tests with coverage

format: $(VENV)/.tests
	$(BIN)/ruff format --check $(CODE)

lint: $(VENV)/.tests
	$(BIN)/ruff check $(CODE)

types: $(VENV)/.tests
	$(BIN)/mypy

imports: $(VENV)/.tests
	$(BIN)/lint-imports

coverage: $(VENV)/.tests
	$(BIN)/coverage erase
	$(MAKE) test ARGS="--cov --cov-report=term --cov-report=json:.coverage.json"
	$(BIN)/python scripts/check_coverage.py .coverage.json

fix: $(VENV)/.tests ## Format the code and mend what the linter can
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: $(VENV)/.tests ## Measure what is claimed, as ratios (DATA=folder adds documents)
	$(BIN)/python -m benchmarks.run $(if $(DATA),--data "$(DATA)")

lock: $(VENV)/.tests ## Write the lock files anew
	$(BIN)/python scripts/lock.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Lineup needs Python 3.11 or newer: install it, or name it with 'make PYTHON=python3.12 ...'."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh scripts/install_package.sh python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.product: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.product requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	@touch $@
