"""Run the notebooks on a corpus and keep what they show as plain HTML, with no control that cannot work."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
PARAMETERS = "parameters"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
TIMEOUT = 600


class OwnKernel(AsyncKernelManager):
    """Starts the kernel of this very Python, whatever kernels the reader has installed beside it."""

    def __init__(self, **options: object) -> None:
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **options)


def list_notebooks(folder: Path | None = None) -> list[Path]:
    """Return the notebooks of the student edition, in order of their names.

    Raises
    ------
    ValueError
        If there are none: the package was installed without its checkout.

    Examples
    --------
    >>> [path.name[:2] for path in list_notebooks()][0]
    '00'
    """
    folder = FOLDER if folder is None else Path(folder)
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise ValueError(
            f"no notebook was found in {folder}; a report needs the checkout with its notebooks folder. "
            "Clone the repository and install it with `pip install -e .[notebooks]`."
        )
    return found


def inject_parameters(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """Return a copy of the notebook whose cell tagged "parameters" sets `values`.

    Raises
    ------
    ValueError
        If not exactly one cell carries the tag.

    Examples
    --------
    >>> cell = nbformat.v4.new_code_cell("CORPUS = 'osmere'", metadata={"tags": ["parameters"]})
    >>> inject_parameters(nbformat.v4.new_notebook(cells=[cell]), {"CORPUS": "mine"}).cells[0].source
    "CORPUS = 'mine'"
    """
    copy = nbformat.from_dict(notebook)
    tagged = [cell for cell in copy.cells if PARAMETERS in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise ValueError(
            f"the notebook has {len(tagged)} cells tagged {PARAMETERS!r}; it must have exactly one. Tag the cell that "
            "chooses the corpus."
        )
    tagged[0].source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    return copy


def run_notebook(path: Path, values: Mapping[str, object]) -> NotebookNode:
    """Run one notebook in a fresh kernel of this Python and return it with its outputs.

    Returns
    -------
    NotebookNode
        Widget outputs are replaced by the plain HTML that stands beside them; no times are kept.

    Raises
    ------
    ValueError
        Naming the notebook and the error, if a cell fails.
    """
    notebook = inject_parameters(nbformat.read(path, as_version=4), values)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=OwnKernel,
        timeout=TIMEOUT,
        record_timing=False,
        resources={"metadata": {"path": "."}},
        extra_arguments=[f"--IPKernelApp.log_level={logging.ERROR}"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ValueError(
            f"{path.name} stopped with {error.ename}: {str(error.evalue).rstrip('.')}. Open it in JupyterLab and run it cell by cell."
        ) from error
    return freeze_outputs(notebook)


def freeze_outputs(notebook: NotebookNode) -> NotebookNode:
    """Return a copy in which no output needs a kernel: widget views go, their plain HTML stays.

    Examples
    --------
    >>> output = nbformat.v4.new_output("display_data", data={WIDGET_VIEW: {}, "text/html": "<p>a</p>"})
    >>> cell = nbformat.v4.new_code_cell("explore()", outputs=[output])
    >>> list(freeze_outputs(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs[0].data)
    ['text/html']
    """
    copy = nbformat.from_dict(notebook)
    copy.metadata.pop("widgets", None)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            cell.outputs = [_freeze(output) for output in cell.outputs]
    return copy


def _freeze(output: NotebookNode) -> NotebookNode:
    if "data" in output and WIDGET_VIEW in output.data:
        del output.data[WIDGET_VIEW]
        if "text/html" in output.data:
            output.data.pop("text/plain", None)
    return output
