# Two commands: `make serve` and `make test`. Both need only make, python3 (3.11 or newer, with venv)
# and certificates; everything else is installed, pinned, into .venv. PORT, DATA and the other settings
# of docs/settings.md are honoured: `make serve PORT=8080 DATA=/srv/forum`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKED := requirements
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade

# A service account may have a HOME it cannot write to, or none: then every cache lies in .venv, and
# no configuration is looked for where it may not be read.
ifneq ($(shell test -w "$$HOME" && test -x "$$HOME" && echo writable),writable)
export HOME := $(CURDIR)/$(VENV)/home
export UV_NO_CONFIG := 1
endif

# Without bytecode every start compiles the libraries again, which is most of its time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve test check dev nightly bench web-bars sheet web web-if-possible node lint lock clean

help:
	@echo 'make serve    run the forum with its demonstration on http://127.0.0.1:8000 (PORT, DATA)'
	@echo 'make test     run every test the machine has the means for'
	@echo 'make check    the gate: format, lint, types, arrows, migrations, then make test'
	@echo 'make dev      serve, reloading when Python or the pages change'
	@echo 'make nightly  the promises at nightly size (ONLY=P2 runs one)'
	@echo 'make bench    measure this server beside others (an hour, on a quiet machine)'
	@echo 'make web-bars measure the page with a thread of 5,000 posts (a quarter of an hour, on a quiet machine)'
	@echo 'make sheet    photograph every screen in every look and state into var/sheet (an hour)'
	@echo 'make lock     pin the newest permitted requirements again'
	@echo 'make clean    remove what was built (never ./var)'

serve: web-if-possible $(VENV)/.app
	@DIENHONG_DEMONSTRATION=$${DIENHONG_DEMONSTRATION:-true} exec $(BIN)/python -m server serve

test: web node $(VENV)/.dev
	@$(BIN)/python web/build.py test
	@$(BIN)/python -m tests

check: lint test

lint: web node $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/squawk migrations/*.sql
	$(BIN)/python web/build.py check

dev: web-if-possible $(VENV)/.dev
	@exec $(BIN)/python -m server.dev

nightly: web $(VENV)/.dev
	@files=tests/promises; if [ -n "$(ONLY)" ]; then \
	  files=$$(grep -lE '(promise[(]|PROMISE = )"$(ONLY)[" ]' tests/promises/test_*.py) || \
	  { echo "tests/promises has no test of $(ONLY)" >&2; exit 1; }; fi; \
	DIENHONG_SIZE=$${DIENHONG_SIZE:-nightly} $(BIN)/python -m pytest -q -rs $$files

bench: web $(VENV)/.bench benchmarks/peers/node_modules/.made
	rm -f var/fanout.jsonl
	$(BIN)/python -m benchmarks.fanout --sockets 100 1000 10000 --results var/fanout.jsonl
	$(BIN)/python -m benchmarks.fanout_whole --results var/fanout.jsonl
	$(BIN)/python -m benchmarks.fanout_report var/fanout.jsonl --table docs/performance.md --chart docs/fanout.svg
	$(BIN)/python -m benchmarks.write --chart docs/write.svg

web-bars: web $(VENV)/.dev
	@mkdir -p var
	$(BIN)/python -m benchmarks.page --results var/page.jsonl --chart docs/page.svg

sheet: web $(VENV)/.dev
	$(BIN)/python -m tests.web.sheet

# Node is asked for only when the pages are older than their sources; where the machine has none, or
# one too old, a pinned one comes from a wheel.
web: $(BIN)/uv
	@$(BIN)/python web/build.py fresh || { $(MAKE) --no-print-directory node && $(BIN)/python web/build.py build; }

node: $(BIN)/uv
	@$(BIN)/python web/build.py node || $(INSTALL) --require-hashes -r $(LOCKED)/node.txt

# Without pages the server answers with one that says so; where CI is set there must be pages.
web-if-possible:
	@$(MAKE) --no-print-directory web || test -z "$$CI"

$(BIN)/uv: $(LOCKED)/uv.txt
	@mkdir -p $(VENV)/home
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# The pages come first: installing the checkout would build them too, where nobody sees what npm says.
# --require-hashes cannot share a command with -e, so the locked files come first and the checkout
# is added without resolving anything.
$(VENV)/.app: $(LOCKED)/app.txt $(LOCKED)/build.txt pyproject.toml server/live/giving.c $(BIN)/uv
	$(INSTALL) --compile-bytecode --require-hashes -r $(LOCKED)/app.txt -r $(LOCKED)/build.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(LOCKED)/dev.txt $(VENV)/.app
	$(INSTALL) --require-hashes -r $<
	@touch $@

benchmarks/peers/node_modules/.made: benchmarks/peers/package-lock.json
	cd benchmarks/peers && npm ci --silent
	@touch $@

$(VENV)/.bench: $(LOCKED)/bench.txt $(VENV)/.dev
	$(INSTALL) --require-hashes -r $<
	@touch $@

lock: $(BIN)/uv
	for name in uv build node typst elections; do $(COMPILE) $(LOCKED)/$$name.in -o $(LOCKED)/$$name.txt || exit 1; done
	$(COMPILE) pyproject.toml -o $(LOCKED)/app.txt
	$(COMPILE) --group dev -c $(LOCKED)/app.txt pyproject.toml -o $(LOCKED)/dev.txt
	$(COMPILE) --group bench -c $(LOCKED)/dev.txt -o $(LOCKED)/bench.txt

clean:
	rm -rf $(VENV) dist web/dist web/dist.new web/dist.old web/node_modules server/live/_giving.abi3.so
