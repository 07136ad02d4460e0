# Everything runs in .venv, which the first command makes. Needed before: make and Python 3.11, 3.12 or 3.13.
SHELL := /bin/bash
.DEFAULT_GOAL := help

NEWEST = $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell $(name) -c \
  'import sys, ensurepip, venv; (3, 11) <= sys.version_info < (3, 14) and print("$(name)")' 2>/dev/null)))
PYTHON ?= $(NEWEST)
BIN := .venv/bin
READY := .venv/.ready

# What `make model` starts from: the weights that were shipped before, in the history of this repository.
BEFORE := c95830d
DATA ?= data
BASE ?= mpnet
MODEL ?= trained
SHARE ?= 1

.PHONY: help demo test check format docs site model clean

help:
	@echo 'make demo     build a graph of the two articles in seeds/, show it, and write demo/graph.html'
	@echo 'make test     run all tests'
	@echo 'make check    ruff and mypy'
	@echo 'make format   format the code'
	@echo 'make docs     put the output of today into README.md and docs/cli.md, and the picture of the imports into docs/'
	@echo 'make site     build the documentation site into build/site'
	@echo 'make model    train the language model that ships (hours; DATA=folder of the data sets, BASE=that of MPNet, see docs/data.md; SHARE=0.01 tries all stages)'
	@echo 'make clean    remove .venv and all that is made'

demo: $(READY)
	$(BIN)/kg demo

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)
	$(BIN)/python tests/test_docs.py
	$(BIN)/python tests/notebooks.py
	$(BIN)/python docs/draw_imports.py

site: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo 'open build/site/index.html, or with its search: python -m http.server --directory build/site'

model: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	mkdir -p $(MODEL)/before
	git archive $(BEFORE) kg/language/model | tar -x --strip-components=3 -C $(MODEL)/before
	$(BIN)/python -m kg.language.recipe --data $(DATA) --start $(MODEL)/before --base $(BASE) --out $(MODEL) --share $(SHARE)

clean:
	rm -rf .venv demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis kg/view/bundle kg/view/bundle-tests

$(READY): pyproject.toml constraints.txt hatch_build.py kg/view/npm/package-lock.json $(wildcard kg/view/app/*)
	@test -n '$(PYTHON)' || { echo 'error: no Python 3.11, 3.12 or 3.13 with venv found; install one (Debian: apt install python3-venv) or say make PYTHON=/path/to/python' >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
