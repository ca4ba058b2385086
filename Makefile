# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
VENV := .venv/bin
# quiet TensorFlow and Rasa where they only chatter
export TF_CPP_MIN_LOG_LEVEL ?= 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export MOIM_PYTHON
# nothing phones home
export RASA_TELEMETRY_ENABLED := false

.PHONY: help setup train demo chat test lint format unit adapters slack conversations end-to-end peers evaluate bench pins clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: ## find Python 3.10, create .venv with the pinned packages, train if needed
	@.make/setup

train: setup ## train again if the data changed (setup does it, too)

demo: setup ## play one conversation in Korean and one in English on sample calendars
	@$(VENV)/moim demo

chat: setup ## talk to the assistant in the terminal
	@$(VENV)/moim chat

test: setup peers ## set up and pass every test
	@$(VENV)/python -m tests.run

lint: ## ruff and mypy
	@.make/setup --no-train
	@$(VENV)/python -m tests.run lint

format: ## let ruff lay the code out
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix .

unit adapters slack conversations end-to-end: setup ## one stage of the tests
	@$(VENV)/python -m tests.run $@

peers: ## install the real servers that the tests talk to
	@tests/peers/install.sh

evaluate: setup ## measure on the development sets beside the checkout (../shared/eval)
	@$(VENV)/python -m benchmarks.evaluate

bench: setup ## speed and memory, one JSON object a line
	@failed=0; for b in availability times store understanding turn slack; do $(VENV)/python -m benchmarks.$$b || failed=1; done; exit $$failed

pins: ## compute requirements.txt and requirements-dev.txt anew from pyproject.toml
	@.make/pins

clean: ## remove what the commands made
	@rm -rf .venv .moim .peers build *.egg-info
