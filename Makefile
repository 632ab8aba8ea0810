# make map    install and draw the map of seeds/ into output/
# make test   everything that must hold before a change goes in
# Both do all of their set-up and are quick when nothing has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS := $(wildcard seeds/*)
SOURCES := $(shell find geomap gazetteer/store -type f -not -name '*.pyc')

.PHONY: map test check check-output gazetteer check-gazetteer bench pictures chromium clean

map: output/map.html

output/map.html: $(VENV)/.installed $(SOURCES) $(SEEDS)
	$(BIN)/geomap build seeds -o output
	@touch $@

test: check check-output

check: $(VENV)/.installed-dev chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# The committed map is what the code makes of the seeds, byte for byte.
check-output: $(VENV)/.installed
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/geomap build seeds -o "$$folder" >/dev/null && \
	for file in "$$folder"/*; do \
		cmp "$$file" "output/$${file##*/}" || { echo "output/ is stale: run make map" >&2; exit 1; }; \
	done

build-gazetteer = $(1) -m gazetteer.build && $(1) -m gazetteer.build.area_names && \
	$(1) -m gazetteer.build.basemap && \
	$(1) -m geomap gazetteer build gazetteer/tables -o gazetteer/store

gazetteer: $(VENV)/.installed-dev
	$(call build-gazetteer,$(BIN)/python)

# What is committed is what the sources give: builds everything again in a copy of the checkout and
# compares. Takes some minutes, and not part of the tests: it downloads what .cache/ lacks.
check-gazetteer: $(VENV)/.installed-dev
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	mkdir -p gazetteer/.cache && cp -R geomap "$$folder" && mkdir "$$folder/gazetteer" && \
	cp -R gazetteer/* "$$folder/gazetteer" && ln -s "$(CURDIR)/gazetteer/.cache" "$$folder/gazetteer/.cache" && \
	(cd "$$folder" && $(call build-gazetteer,$(CURDIR)/$(BIN)/python)) && \
	$(BIN)/python -m gazetteer.build.compare "$$folder"

bench: $(VENV)/.installed-dev
	@for file in tests/benchmarks/bench_*.py; do \
		echo "== $$file"; $(BIN)/python -m "tests.benchmarks.$$(basename "$$file" .py)" || exit 1; \
	done

# The pictures of the README. Fonts differ between machines, so nothing compares them.
pictures: output/map.html $(VENV)/.installed-dev chromium
	$(BIN)/python -m tests.benchmarks.screenshots output/map.html output

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints.txt -e .
	$(BIN)/python -m compileall -q geomap  # as pip does for a wheel: a fifth of a cold build
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

# The browser tests need a Chromium: the system's own, or Playwright's.
chromium: $(VENV)/.installed-dev
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
	else $(BIN)/python -m playwright install chromium; fi

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find geomap gazetteer tests -name __pycache__ -type d -prune -exec rm -rf {} +
