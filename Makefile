# Two commands: `make demo` shows fitmail at work, `make test` proves it. Both set up .venv first, once.
# On a fresh machine nothing is needed but Python 3.11 or later with its venv module.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$name; break; }; done)
BIN := .venv/bin
PURE := fitmail/read/*,fitmail/classify/*,fitmail/decide/*,fitmail/compose/*

.PHONY: demo test soak lint clean

demo: .venv/.installed
	$(BIN)/fitmail demo

# pytest's own summary comes last but for one line: how much of the pure rooms it has run.
test: lint
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	@printf 'lines of the pure rooms that the tests ran, in percent (95 at least): '
	@$(BIN)/coverage report --include '$(PURE)' --format=total --fail-under=95

lint: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Kills `fitmail serve` at random moments while mail comes in, again and again. Takes its time.
soak: .venv/.installed
	FITMAIL_SOAK=50 $(BIN)/python -m pytest -s tests/test_soak.py

# Two commands, because pip cannot install ourselves in the mode that checks hashes.
.venv/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'fitmail needs Python 3.11 or later; there is none on the PATH.' \
		'Say where it is: make PYTHON=/path/to/python3 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(PYTHON) has no venv module.' \
		'On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv .coverage .mypy_cache .ruff_cache .pytest_cache demo
