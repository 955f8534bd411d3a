# The doors. Each makes .venv first where it is missing or older than its lock file.

# The first of these that is Python 3.11 or later and can make virtual environments; names that exist but do not
# work (pyenv's shims) are passed over. The version the tests ran on most comes first.
PYTHONS = .venv/bin/python python3.11 python3.12 python3.13 python3.14 python3 python
FIND_PYTHON = found=; spare=; \
	for name in "$(PYTHON)" $(PYTHONS); do \
		"$$name" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
		: "$${spare:=$$name}"; \
		"$$name" -I -c 'import ensurepip, venv' >/dev/null 2>&1 && found=$$name && break; \
	done; \
	found=$${found:-$$spare}; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11 or later is needed: install it, for example with: apt-get install python3 python3-venv" >&2; \
		exit 1; \
	fi
# `exec` leaves no shell between make and the program, so that signals reach it.
WITH = @$(FIND_PYTHON); exec "$$found" -I -B platform/launcher/bootstrap.py

.PHONY: help run test lint bench types check clean development
.DEFAULT_GOAL := help

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: ## the region on http://localhost:8000 (PORT=8080 changes it), with a database; Ctrl-C stops both
	$(WITH) requirements.lock --run

test: ## every test but the browser's, in parallel (ARGS=tests/unit for some)
	$(WITH) requirements-dev.lock -m pytest -n logical --maxprocesses 8 --dist loadfile --ignore tests/browser $(ARGS)

lint: development ## style, format, import contracts, templates, settings
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	PYTHONPATH=.:platform .venv/bin/python -c 'from importlinter.cli import lint_imports_command as run; run()'
	.venv/bin/python infra/lint/leaky_forms.py
	.venv/bin/python -m djlint . --lint --quiet
	.venv/bin/python manage.py check

bench: development ## what is measured: every file of infra/bench in turn
	@missed=; for file in $$(grep -l "^def main" infra/bench/*.py); do \
		echo "== $$file"; .venv/bin/python $$file || missed="$$missed $$file"; done; \
	if [ -n "$$missed" ]; then echo "Missed:$$missed" >&2; exit 1; fi

types: development ## mypy
	.venv/bin/python -m mypy

check: lint types test ## all of these

clean: ## stop the local database and remove .venv, .local (with all data entered) and out
	@if [ -e .local/postgresql ] && [ -x .venv/bin/python ]; then \
		PYTHONPATH=platform .venv/bin/python -m local_postgres .local/postgresql stop; fi
	rm -rf .venv .local out

development:
	$(WITH) requirements-dev.lock -c ''
