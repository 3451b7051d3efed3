# Everything a newcomer needs: `make book` builds the sample, `make test` proves that it works.
# Both set up what they need first; see scripts/setup.

PYTHON := .venv/bin/python
SOURCES := src tests benchmarks manuscript

.PHONY: help book test lint types clean

help:
	@echo "make book    build the book in manuscript/ into dist/: PDF, EPUB and DOCX"
	@echo "make test    run the linters, the type checker and all tests"
	@echo "make lint    run the linters and the type checker only"
	@echo "make clean   remove dist/ and what tools leave behind (the environment stays)"

book:
	@sh scripts/setup book
	$(PYTHON) -m publish build

test: lint
	$(PYTHON) -m pytest -n auto

lint:
	@sh scripts/setup test
	$(PYTHON) -m ruff check $(SOURCES)
	$(PYTHON) -m ruff format --check $(SOURCES)
	$(PYTHON) -m mypy

clean:
	rm -rf dist .pytest_cache .mypy_cache .ruff_cache .hypothesis build
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
