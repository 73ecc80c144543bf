# Everything a contributor runs. GNU make 4.3 or newer, Python 3.11 or newer and git are all it needs.

PYTHONS := python3.13 python3.12 python3.11 python3
PY := .venv/bin/python
INSTALL := $(PY) -m pip --disable-pip-version-check install -qq --no-input --require-hashes --no-deps -r
COMPILE := $(PY) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE)
BENCHMARKS := days lines policy directory

.DEFAULT_GOAL := help
.PHONY: help demo test check bench fmt lock docs clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/bin/kith ## Play a quarter of a year in the terminal
	@.venv/bin/kith demo

test: .venv/dev.stamp ## Run every test, on SQLite and on PostgreSQL
	@$(PY) -m pytest -q -n auto --dist worksteal

check: .venv/dev.stamp ## Lint, format, types, layers and dependencies
	@$(PY) -m ruff check -q
	@$(PY) -m ruff format -q --check
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/deptry --no-ansi .

bench: .venv/bench.stamp ## Print how Kith compares with other libraries
	@for each in $(BENCHMARKS); do $(PY) -m tests.benchmarks.$$each || exit 1; done

fmt: .venv/dev.stamp ## Put the code in form
	@$(PY) -m ruff check -q --fix
	@$(PY) -m ruff format -q

lock: .venv/dev.stamp ## Lock the dependencies again (UPGRADE=--upgrade takes the newest)
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	@$(COMPILE) --group bench -c requirements/dev.txt --override requirements/bench-overrides.txt pyproject.toml -o requirements/bench.txt

docs: .venv/dev.stamp ## Write the reference pages and the chats in the documents again
	@$(PY) -m docs.build

clean: ## Remove what these commands made
	@rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build *.egg-info
	@find adapters bot storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/run.stamp: requirements/run.txt | $(PY)
	@echo "Installing what Kith runs on ..."
	@$(INSTALL) $<
	@touch $@

.venv/bin/kith: .venv/run.stamp
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(PY)" -m bot "$$@"\n' "$(CURDIR)" "$(CURDIR)" > $@ && chmod +x $@

.venv/dev.stamp: requirements/dev.txt | $(PY)
	@echo "Installing what Kith is tested with ..."
	@$(INSTALL) $<
	@touch $@

.venv/bench.stamp: requirements/bench.txt .venv/dev.stamp | $(PY)
	@echo "Installing what Kith is compared with ..."
	@$(INSTALL) $<
	@touch $@

# A name on the PATH may be a launcher for a version that is not there, so each is asked before it is taken.
$(PY):
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			$$python -m venv .venv && exit 0; \
			rm -rf .venv; \
			echo "$$python could not make a virtual environment in .venv (on Debian: install python3-venv)." >&2; \
			exit 1; \
		fi; \
	done; \
	echo "Kith needs Python 3.11 or newer, and none of these is one: $(PYTHONS)." >&2; \
	exit 1
