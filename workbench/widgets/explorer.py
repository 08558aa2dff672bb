"""The one piece of wiring that all explorers share: controls in, a view out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from workbench.plots.markup import escape
from workbench.widgets.view import View, show_message, show_static, show_view

WIDE = {"description_width": "initial"}


class Explorer(ipywidgets.VBox):
    """A box of labelled controls over one view; saved notebooks and pages keep the view as plain HTML."""

    def __init__(
        self, render: Callable[..., View], controls: Mapping[str, ipywidgets.DOMWidget], *, title: str
    ) -> None:
        self.render_view, self.controls, self.title = render, dict(controls), title
        self.view = ipywidgets.HTML()
        heading = ipywidgets.HTML(f"<b>{escape(title)}</b>")
        row = ipywidgets.HBox(list(self.controls.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
        super().__init__([heading, row, self.view])
        for control in self.controls.values():
            control.observe(self.refresh, "value")
        self.refresh()

    def read_controls(self) -> dict[str, object]:
        """Return the value of every control by the name of the option it sets."""
        return {name: control.value for name, control in self.controls.items()}

    def refresh(self, _change: object = None) -> str:
        """Draw the view for the controls as they stand and return its HTML."""
        try:
            self.view.value = show_view(self.render_view(**self.read_controls()))
        except (ValueError, KeyError) as error:
            self.view.value = show_message(error.args[0] if error.args else error)
        return self.view.value

    def show_static(self) -> str:
        """Return the view as it stands for a page on which no control can work."""
        chosen = {control.description: control.value for control in self.controls.values()}
        try:
            return show_static(self.title, chosen, self.render_view(**self.read_controls()))
        except (ValueError, KeyError) as error:
            return show_message(error.args[0] if error.args else error)

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        return {**super()._repr_mimebundle_(**options), "text/html": self.show_static()}


def choose_one(label: str, options: object, *, value: object = None) -> ipywidgets.Dropdown:
    """Return a dropdown with a visible label, its first option chosen where none is named.

    Raises
    ------
    ValueError
        If there is nothing to choose from.

    Examples
    --------
    >>> choose_one("Article", ["a", "b"]).value
    'a'
    """
    options = list(options)
    if not options:
        raise ValueError(f"options of {label!r} is empty; the table given has no rows. Give a table with rows.")
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    return ipywidgets.Dropdown(options=options, value=first if value is None else value, description=label, style=WIDE)


def choose_number(label: str, value: int, *, low: int, high: int) -> ipywidgets.IntSlider:
    """Return a slider with a visible label that reports when it is let go.

    Examples
    --------
    >>> choose_number("Words", 5, low=1, high=9).value
    5
    """
    return ipywidgets.IntSlider(value=value, min=low, max=high, description=label, style=WIDE, continuous_update=False)


def write_text(label: str, value: str) -> ipywidgets.Text:
    """Return a text box with a visible label that reports on Enter.

    Examples
    --------
    >>> write_text("Find", "truce").description
    'Find'
    """
    return ipywidgets.Text(value=value, description=label, style=WIDE, continuous_update=False)
