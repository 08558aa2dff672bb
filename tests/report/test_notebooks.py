import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbench.report.notebooks import WIDGET_VIEW, freeze_outputs, inject_parameters, list_notebooks, run_notebook


def page(*sources):
    parameters = new_code_cell('CORPUS = "osmere"', metadata={"tags": ["parameters"]})
    return new_notebook(cells=[new_markdown_cell("# A page"), parameters, *map(new_code_cell, sources)])


def test_parameters_replace_the_tagged_cell_and_leave_the_notebook_alone():
    notebook = page("CORPUS")
    injected = inject_parameters(notebook, {"CORPUS": 'my "texts"'})
    assert injected.cells[1].source == "CORPUS = 'my \"texts\"'"
    assert notebook.cells[1].source == 'CORPUS = "osmere"'


def test_a_notebook_without_a_parameter_cell_is_refused():
    with pytest.raises(ValueError, match="has 0 cells tagged 'parameters'; it must have exactly one"):
        inject_parameters(new_notebook(cells=[new_code_cell("1")]), {"CORPUS": "x"})


def test_frozen_outputs_need_no_kernel():
    data = {WIDGET_VIEW: {"model_id": "1"}, "text/plain": "Box()", "text/html": "<p>seen</p>"}
    cell = new_code_cell(
        "box",
        outputs=[new_output("display_data", data=data)],
        metadata={"execution": {"shell.execute_reply": "2031-03-04T00:00:00Z"}},
    )
    notebook = new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    frozen = freeze_outputs(notebook)
    assert dict(frozen.cells[0].outputs[0].data) == {"text/html": "<p>seen</p>"}
    assert "execution" not in frozen.cells[0].metadata
    assert "widgets" not in frozen.metadata
    assert WIDGET_VIEW in notebook.cells[0].outputs[0].data


@pytest.mark.slow
def test_a_notebook_runs_in_a_fresh_kernel_with_the_corpus_given(tmp_path):
    path = tmp_path / "01_x.ipynb"
    nbformat.write(page("CORPUS * 2"), path)
    done = run_notebook(path, {"CORPUS": "ab"})
    assert done.cells[2].outputs[0].data["text/plain"] == "'abab'"


@pytest.mark.slow
def test_a_failing_cell_is_named_in_one_sentence(tmp_path):
    path = tmp_path / "01_x.ipynb"
    nbformat.write(page("raise KeyError('no such column')"), path)
    with pytest.raises(
        ValueError, match=r"01_x\.ipynb stopped with KeyError: 'no such column'\. Open it in JupyterLab"
    ):
        run_notebook(path, {"CORPUS": "ab"})


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no notebook was found in"):
        list_notebooks(tmp_path)
