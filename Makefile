# One word a job. `make` alone says what there is.
SHELL := /bin/sh
PORT ?= 8501
DATA ?= data/demo
INBOX ?= $(DATA)/inbox
POLICY ?=
VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(VENV)/bin/uv
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check python-check types-check sql-check refresh demo bench soak policy version holidays lock clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  make %-9s %s\n", $$1, $$2}'

# The environment, made once and again when a lock file changes. uv comes into it by pip: nothing else is needed.
$(READY): requirements.lock requirements-dev.lock
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@test -x $(UV) || $(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@echo "Making the environment in $(VENV)"
	@$(UV) pip sync --quiet --compile-bytecode --python $(PYTHON) --require-hashes requirements-dev.lock
	@touch $(READY)

run: $(READY) ## Set up, write the demo council, refresh, and show the dashboard (PORT=8501)
	@test -f "$(DATA)/.demo-written" || { $(PYTHON) -m ingestion demo --inbox "$(INBOX)" && touch "$(DATA)/.demo-written"; }
	@$(PYTHON) -m ingestion refresh --inbox "$(INBOX)" --data "$(DATA)" $(if $(POLICY),--policy $(POLICY))
	@$(PYTHON) -m dashboard serve --data "$(DATA)" --port $(PORT) --demo

test: $(READY) ## Run every test, browser tests included
	@$(PYTHON) -m tests

check: python-check types-check sql-check ## Format, lint, types, import contracts and SQL lint (quicker with -j2)

python-check: $(READY)
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(VENV)/bin/lint-imports

types-check: $(READY)
	@$(PYTHON) -m mypy

sql-check: $(READY)
	@$(VENV)/bin/sqlfluff lint --disable-progress-bar --processes 2 transform/models transform/macros transform/tests
	@$(VENV)/bin/sqlfluff lint --disable-progress-bar --processes 2 --templater placeholder dashboard/queries dashboard/scenarios

refresh: $(READY) ## Read an inbox and publish (INBOX=… DATA=… POLICY=…)
	@$(PYTHON) -m ingestion refresh --inbox "$(INBOX)" --data "$(DATA)" $(if $(POLICY),--policy $(POLICY))

demo: $(READY) ## Write the demo council's exports (INBOX=…)
	@$(PYTHON) -m ingestion demo --inbox "$(INBOX)"

bench: $(READY) ## Time the refresh, the ledger and a page
	@$(PYTHON) -m tests.bench

soak: $(READY) ## The long tests: many more councils against the independent calculation
	@$(PYTHON) -m pytest -m soak tests

policy: $(READY) ## Check the policy seeds alone and say what changed (POLICY=… FROM=… TO=… AGAINST=… EXAMPLES=1)
	@$(PYTHON) -m tests.policy $(if $(POLICY),--policy $(POLICY)) $(if $(FROM),--from $(FROM)) $(if $(TO),--to $(TO)) $(if $(AGAINST),--against "$(AGAINST)") $(if $(EXAMPLES),--examples)

version: $(READY) ## Begin a new version of a policy as a copy of its last (POLICY=… FROM=… LABEL=…)
	@$(PYTHON) -m tests.policy --policy "$(POLICY)" --restate "$(FROM)" --label "$(or $(LABEL),A new version)"

holidays: $(READY) ## Write the list of bank holidays anew
	@$(PYTHON) -m ingestion.bank_holidays

lock: $(READY) ## Write the lock files anew from pyproject.toml
	@$(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove the environment, the demo's data and everything made by a build
	@rm -rf $(VENV) data transform/target transform/logs .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
