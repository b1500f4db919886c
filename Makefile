# People and CI run the same few commands. `make serve` and `make test` do all set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PAGES := api/explorer/built/manifest.json
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 pyproject.toml

# Which benchmarks `make bench` runs, such as `make bench BENCH="sparql search"`; without it, all.
BENCH ?=

.PHONY: serve test trial bench screenshots openapi build fmt lock clean

serve: $(VENV)/.serve $(PAGES)
	@$(BIN)/aftalegraf serve

test: $(VENV)/.test $(PAGES)
	@sh tests/system.sh chromium virtuoso-t:virtuoso-opensource-7-bin
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v npm >/dev/null; then npm run --silent types; fi
	$(BIN)/pytest -n auto --dist worksteal -m "not trial"

trial: $(VENV)/.test
	$(BIN)/pytest -m trial

bench: $(VENV)/.test $(PAGES)
	@sh tests/system.sh wrk chromium virtuoso-t:virtuoso-opensource-7-bin isql-vt:virtuoso-opensource-7-bin
	cd tests && ../$(BIN)/python -m bench $(BENCH)

screenshots: $(VENV)/.test $(PAGES)
	@sh tests/system.sh chromium
	$(BIN)/python tests/screenshots.py

openapi: $(VENV)/.test
	$(BIN)/python tests/openapi.py

build: $(VENV)/.serve
	$(BIN)/aftalegraf build

fmt: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.test
	$(UV_COMPILE) --group packaging --upgrade --output-file requirements.lock
	$(UV_COMPILE) --group dev --upgrade --output-file requirements-dev.lock
	npm update --package-lock-only --omit-lockfile-registry-resolved

clean:
	rm -rf $(VENV) node_modules api/explorer/built

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.serve: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.serve
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# The pages that need an npm package say so where Node is missing; everything else works.
node_modules/.installed: package-lock.json
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts; \
	else echo "npm not found: the pages will say what is missing. Install Node.js to have it."; fi
	@touch $@

$(PAGES): node_modules/.installed $(shell find api/explorer/web -type f)
	@if command -v npm >/dev/null; then npm run --silent build -- --logLevel warn; fi
