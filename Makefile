# A machine with Python 3.11 or later and make is enough; nothing is installed outside .venv.
PYTHON ?= python3
PORT ?= 8000
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run test services-test e2e-test screenshots lint bench fuzz

help:  ## what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

# A stamp is older than a requirements file that has changed since: only then is pip asked.
$(VENV)/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which with PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Everybody who writes a link must know where the pages are.
run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: $(VENV)/installed  ## read the two resolutions in seeds/ and serve them on http://127.0.0.1:8000/ (PORT=8123 for another)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_reference_data
	$(MANAGE) import_resolutions seeds
	$(MANAGE) list_mandates
	@# The mails of the samples are written as files at once; each would be a line of the log.
	LOG_LEVEL=WARNING $(MANAGE) load_samples
	$(MANAGE) make_demo_account
	@echo "Serving on http://127.0.0.1:$(PORT)/ until stopped with Ctrl-C"
	@# A worker with the scheduler inside sends the reminders beside the web server; both stop together.
	@trap 'trap - EXIT; kill $$worker $$server 2>/dev/null; wait' EXIT INT TERM; \
	$(BIN)/celery -A tracker worker --beat --pool solo --loglevel WARNING --without-gossip --without-mingle & worker=$$!; \
	DJANGO_RUNSERVER_HIDE_WARNING=true \
	$(MANAGE) runserver --noreload --skip-checks 127.0.0.1:$(PORT) & server=$$!; \
	wait $$server

test: $(VENV)/installed-dev  ## run the whole test suite
	$(BIN)/python -m pytest -n auto

services-test: $(VENV)/installed-dev  ## reminders through real Redis, PostgreSQL and SMTP while workers are killed; a year of the corpus
	@if ! { command -v redis-server && ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1; then \
	  test "$$(id -u)" = 0 || { echo "Install the packages redis-server and postgresql first." >&2; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server postgresql >/dev/null; \
	fi
	timeout 600 $(BIN)/python -m pytest -m "services or slow"

e2e-test: $(VENV)/installed-dev  ## a real browser does what people do, on every page; axe-core; the keyboard alone
	@if ! command -v chromium >/dev/null 2>&1; then \
	  test "$$(id -u)" = 0 || { echo "Install the package chromium first." >&2; exit 1; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	fi
	@# A browser that hangs (seen once in many runs, without a failed test) is started once more; a failure is a failure.
	timeout 270 $(BIN)/python -m pytest -n 2 -m e2e tests/e2e || { code=$$?; test $$code = 124 && \
	  echo "The browser hung; once more." && timeout 270 $(BIN)/python -m pytest -n 2 -m e2e tests/e2e; }

screenshots: $(VENV)/installed-dev  ## take the pictures of the README anew, into docs/
	$(BIN)/python -m tests.e2e.pictures docs

lint: $(VENV)/installed-dev  ## style, types, and whether the migrations are complete
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run

$(VENV)/installed-bench: requirements-bench.txt $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

bench: $(VENV)/installed-bench  ## the reader, the reminders and the pages, measured, in one table
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/installed-bench  ## feed the reader changed texts and files for SECONDS each (SECONDS=600 for longer)
	$(BIN)/python -m fuzz $(SECONDS)
