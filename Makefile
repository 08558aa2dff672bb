# Each word sets up .venv by itself the first time; later runs start at once.
#   make report   run every notebook on a corpus (CORPUS=, OUT=) and write one folder to read
#   make test     all tests, after the notebooks and the style have been checked
#   make lab      JupyterLab on the notebooks
#   make mutants   change the modules that carry numbers, one small change at a time: do the tests find it? (an hour)
#   make notebooks   write notebooks/*.ipynb anew from notebooks/src/*.py
#   make clean    remove .venv and results

PYTHON ?= python3
CORPUS ?= osmere
OUT    ?= results/$(notdir $(CORPUS))
CORES  ?= 2
BIN    := .venv/bin

.PHONY: report test mutants lab notebooks clean

.venv/.ready-%: pyproject.toml constraints.txt tools/setup_env.py
	@$(PYTHON) tools/setup_env.py $*

report: .venv/.ready-notebooks
	@$(BIN)/workbench report "$(CORPUS)" --out "$(OUT)"
	@echo "Next: 'make lab' to work in the notebooks, or 'make report CORPUS=path/to/folder' for your own articles."

test: .venv/.ready-notebooks,dev
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && echo "Style: ok"
	@$(BIN)/python tools/build_notebooks.py --check
	@$(BIN)/mypy --no-error-summary && echo "Types: ok"
	@$(BIN)/python -m pytest -n $(CORES) --dist worksteal
	@echo "All tests passed. Next: 'make report' for the bundled corpus."

mutants: .venv/.ready-notebooks,dev
	@$(BIN)/python benchmarks/mutants.py --write

lab: .venv/.ready-notebooks
	@echo "JupyterLab opens in the browser; begin with 00_start_here. Stop it with Ctrl-C here."
	@mkdir -p .venv/lab-settings && cp -r notebooks/.jupyter/user-settings/. .venv/lab-settings/
	@JUPYTERLAB_SETTINGS_DIR=.venv/lab-settings $(BIN)/jupyter lab notebooks

notebooks: .venv/.ready-notebooks
	@$(BIN)/python tools/build_notebooks.py

clean:
	rm -rf .venv results
