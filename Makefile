# `make demo` shows kgraph at work, `make test` runs every check. Both need Python 3.11 or newer and nothing else;
# they install into .venv, again only after a change to the project.
.DELETE_ON_ERROR:

VENV = .venv
BIN = $(VENV)/bin
DEMO_STORE = demo.db
# Each interpreter is tried, not only looked up: a version manager leaves commands behind that do not run.
FIND_PYTHON = for python in $(PYTHON) python3.13 python3.12 python3.11 python3 python3.14 python; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done
# What an installation is made of; the language pipeline's folder changes with its meta.json.
SOURCES = pyproject.toml README.md LICENSE $(shell find kgraph -name '*.py' -o -name '*.toml' -o -name '*.tsv' -o -path kgraph/english/meta.json)

.PHONY: help demo test fix bench clean

help:
	@echo 'make demo   install, read seeds/ and ask a few questions'
	@echo 'make test   install with the tools of development, then run every check'
	@echo 'make fix    lay the code out and mend what ruff can mend'
	@echo 'make bench  measure; writes benchmarks/results.md'
	@echo 'make clean  remove what the others made'

$(BIN)/python:
	@$(FIND_PYTHON); \
	if [ -z "$$python" ]; then \
		echo 'kgraph needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv)' >&2; \
		exit 1; \
	fi; \
	echo "using $$("$$python" --version)"; \
	"$$python" -m venv $(VENV)

# Not editable: pip then compiles the bytecode, without which every start costs more than twice as much.
$(VENV)/.installed: $(BIN)/python $(SOURCES)
	@echo 'installing kgraph into $(VENV) (a minute or two) ...'
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python $(SOURCES)
	@echo 'installing kgraph and the tools of development into $(VENV) (a minute or two) ...'
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check '.[dev]'
	@touch $(VENV)/.installed $@

# Readers of the exported files that live in Node; the tests that need them are skipped where there is no Node.
tests/graphology/node_modules: tests/graphology/package.json tests/graphology/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --prefix tests/graphology --silent && touch $@; \
	else \
		echo 'no npm here: the checks with graphology will be skipped'; \
	fi

demo: $(VENV)/.installed
	@rm -f $(DEMO_STORE)*
	@run() { \
		printf '\n$$ $(BIN)/kgraph'; \
		for word do case $$word in *\ *) printf ' "%s"' "$$word";; *) printf ' %s' "$$word";; esac; done; \
		echo; $(BIN)/kgraph "$$@"; \
	}; \
	set -e; \
	run build seeds --store $(DEMO_STORE); \
	run ask 'who attended Moscow talks' --store $(DEMO_STORE); \
	run ask 'who is at risk of sanctions' --store $(DEMO_STORE); \
	run path 'Bharat Forge' Ukraine --store $(DEMO_STORE); \
	run neighbours 'Moscow talks' --store $(DEMO_STORE)

test: $(VENV)/.installed-dev tests/graphology/node_modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

fix: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist tests/graphology/node_modules $(DEMO_STORE)*
