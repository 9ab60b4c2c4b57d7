# The first and only command after cloning may be any of these: each makes .venv when it is not there.
#   make demo       a synthetic council, one night, tonight's pack
#   make test       every test
#   make check      style, types, who may import whom, generated pages current (what CI and the hook run)
#   make setup      only the virtual environment
#   make docs       write docs/reference and docs/council again from the code, once what reads each column has been measured
#   make pictures   write the stored pictures of the pages again, and those of the worklists into build/pictures (look at each)
#   make bundle     dist/fscp-readiness-bundle.tar, for an installation without a network; minutes, by hand
#   make offline    that bundle installed and run where no network is; minutes, by hand, Linux
#   make benchmark  a Kirklees-size night, measured; minutes, by hand
#   make benchmarks  commands, scale, papers and the others of docs/explanation/performance.md; an hour, by hand, on a quiet machine

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format docs pictures bundle offline benchmark benchmarks clean

BIN := .venv/bin
DEMO_OUT ?= demo-out

# Nothing that runs here reports to anyone.
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY = false
export PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS = false
export PREFECT_RUNNER_AUTO_INSTALL_DEPENDENCIES = false
export PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT = false
export GX_ANALYTICS_ENABLED = false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS = 120
unexport PYTHONDONTWRITEBYTECODE

help:
	@sed -n 's/^#   //p' Makefile

.venv/ready: requirements.lock pyproject.toml tools/setup
	@tools/setup

setup: .venv/ready

demo: .venv/ready
	@$(BIN)/fscp-readiness demo --out $(DEMO_OUT)

test: .venv/ready
	@tools/setup postgresql
	@tools/setup libreoffice
	@tools/setup chromium
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/ready
	@tools/check

format: .venv/ready
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

docs: .venv/ready
	@$(BIN)/python tools/measure_columns.py
	@$(BIN)/python tools/write_reference.py
	@$(BIN)/python -m tools.supply.sbom

pictures: .venv/ready
	@$(BIN)/python -m tests.packs.leadership.pictures
	@$(BIN)/python -m tests.packs.worklists.pictures
	@tools/setup chromium
	@$(BIN)/python -m tests.worklist_app.journeys.pictures

benchmark: .venv/ready
	@$(BIN)/python -m benchmarks.night

benchmarks: benchmark
	@$(BIN)/python -m benchmarks.commands
	@$(BIN)/python -m benchmarks.gx_share
	@$(BIN)/python -m benchmarks.beside_duckdb
	@$(BIN)/python -m benchmarks.papers
	@$(BIN)/python -m benchmarks.scale
	@$(BIN)/python tools/write_reference.py

bundle: .venv/ready
	@$(BIN)/python -m tools.supply.bundle --out dist

offline: .venv/ready
	@$(BIN)/python -m tests.supply.offline dist/fscp-readiness-bundle.tar

clean:
	rm -rf demo-out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
