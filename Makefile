# Everything a newcomer needs: `make book` builds the sample, `make test` proves that it works.
# Both set up what they need first; see scripts/setup.

PYTHON := .venv/bin/python
SOURCES := src tests benchmarks manuscript

PAGES ?= 75 150 300 600 1200
RUNS ?= 3

.PHONY: help book test lint types bench clean

help:
	@echo "make book    build the book in manuscript/ into dist/: PDF, EPUB and DOCX"
	@echo "make test    run the linters, the type checker and all tests"
	@echo "make lint    run the linters and the type checker only"
	@echo "make bench   time books of several lengths beside other programs: PAGES=\"75 300\" RUNS=3"
	@echo "make clean   remove dist/ and what tools leave behind (the environment stays)"

book:
	@sh scripts/setup book
	$(PYTHON) -m publish build

# By files: what a file's tests build together is built in one process, not in each.
test: lint
	$(PYTHON) -m pytest -n auto --dist loadfile

lint:
	@sh scripts/setup test
	$(PYTHON) -m ruff check $(SOURCES)
	$(PYTHON) -m ruff format --check $(SOURCES)
	$(PYTHON) -m mypy

bench:
	@sh scripts/setup test
	$(PYTHON) benchmarks/bench.py --pages $(PAGES) --runs $(RUNS)

clean:
	rm -rf dist .pytest_cache .mypy_cache .ruff_cache .hypothesis build
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
