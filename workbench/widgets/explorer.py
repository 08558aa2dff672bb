"""The one piece of wiring that all explorers share: controls in, a view out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

import ipywidgets

from workbench.plots.figure import PLAIN, Look
from workbench.plots.markup import escape
from workbench.widgets.choices import NONE
from workbench.widgets.view import View, show_message, show_view

WIDE = {"description_width": "initial"}
KEPT_VIEWS = 32  # judgement: a lesson goes back and forth between a few settings, and a view holds a picture
BOX = "news-explorer"
# JupyterLab's one-key commands (x cuts the cell, m turns it to text) act while a control of an output has the focus. The
# attribute that JupyterLab has for this (docs/source/extension/notebook.rst) stops them where it stands on the element
# that has the focus: its selectors match that element before they look at what is around it. No plain widget can set an
# attribute, so a script does, for the whole page; where no script runs, keys act as they would without it.
KEEP_KEYS = f"""
if (!window.newsExplorerKeys) {{
  window.newsExplorerKeys = true;
  document.addEventListener("focusin", (event) => {{
    if (event.target.closest && event.target.closest(".{BOX}")) {{
      event.target.dataset.lmSuppressShortcuts = "true";
    }}
  }});
}}
"""


class Explorer(ipywidgets.VBox):
    """A box of labelled controls over one view; saved notebooks and pages keep the view as plain HTML.

    Parameters
    ----------
    render : callable
        Takes the value of every control by name and returns a `View`; called once for each setting.
    controls : mapping
        The controls by the name of the option each sets.
    title : str
        Stands above the controls.
    follows : mapping
        For a control whose options depend on the others: what lists them, given the values of all controls that do not
        follow. It is asked whenever one of them changes, before the view is drawn.
    look : Look
        Names the texts in the table behind the view.
    """

    def __init__(
        self,
        render: Callable[..., View],
        controls: Mapping[str, ipywidgets.DOMWidget],
        *,
        title: str,
        follows: Mapping[str, Callable[..., Iterable]] | None = None,
        look: Look = PLAIN,
    ) -> None:
        self.controls, self.title, self.look = dict(controls), title, look
        self.render_view = lru_cache(maxsize=KEPT_VIEWS)(render)
        self._follows = {name: lru_cache(maxsize=KEPT_VIEWS)(listed) for name, listed in (follows or {}).items()}
        self._held = False
        self.working, self.settled, self.view = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        heading = ipywidgets.HBox([ipywidgets.HTML(f"<b>{escape(title)}</b>"), self.working])
        apart = ipywidgets.Layout(flex_flow="row wrap", grid_gap="0 1em")
        row = ipywidgets.HBox(list(self.controls.values()), layout=apart)
        super().__init__([heading, row, self.settled, self.view, _keep_keys()])
        self.add_class(BOX)
        for control in self.controls.values():
            control.observe(self.refresh, "value")
        self.refresh()

    def read_controls(self) -> dict[str, object]:
        """Return the value of every control by the name of the option it sets."""
        return {name: control.value for name, control in self.controls.items()}

    def refresh(self, _change: object = None) -> str:
        """Draw the view for the controls as they stand and return its HTML."""
        if self._held:  # options are being exchanged: what stands between two settings is never drawn
            return self.view.value
        with self._hold():
            self._offer()
            self._settle()
            self.view.value = self._show()
        return self.view.value

    @contextmanager
    def _hold(self) -> Iterator[None]:
        self._held, self.working.value = True, '<span role="status">· working …</span>'
        try:
            yield
        finally:
            self._held, self.working.value = False, ""

    def _show(self) -> str:
        try:
            return show_view(self.render_view(**self.read_controls()), look=self.look)
        except (ValueError, KeyError) as error:
            return show_message(error.args[0] if error.args else error)

    def _offer(self) -> None:
        """Exchange the options that follow other controls; a value that is still offered stays."""
        leading = {name: value for name, value in self.read_controls().items() if name not in self._follows}
        for name, list_options in self._follows.items():
            control = self.controls[name]
            try:
                options = list(list_options(**leading)) or [NONE]
            except ValueError:  # the view itself says what is wrong with the setting
                options = [NONE]
            if tuple(options) == tuple(control.options):
                continue
            held, kept = [_split(option)[1] for option in options], control.value
            control.options = options
            control.value = kept if kept in held else held[0]

    def _settle(self) -> None:
        """Say in words what cannot be chosen, in place of a control with one option."""
        alone = {name for name, control in self.controls.items() if len(getattr(control, "options", "two")) == 1}
        for name, control in self.controls.items():
            control.layout.display = "none" if name in alone else None
        self.settled.value = escape("; ".join(words for name, words in self._spell() if name in alone))

    def _spell(self) -> Iterator[tuple[str, str]]:
        """Give the name and the words of each setting: "Article: Daily Wire"."""
        for name, control in self.controls.items():
            yield name, f"{control.description}: {getattr(control, 'label', control.value)}"

    def show_static(self) -> str:
        """Return the view as it stands for a page on which no control can work: the settings in words, and the view."""
        settings = escape("; ".join(words for _, words in self._spell()))
        title = escape(self.title)
        words = f"<p><b>{title}</b> (with the settings {settings}; run the notebook to change them)</p>"
        return f'<div class="mathjax_ignore tex2jax_ignore">{words}{self.view.value}</div>'  # "$5 ... $7" is no formula

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        return {**super()._repr_mimebundle_(**options), "text/html": self.show_static()}


def _keep_keys() -> ipywidgets.Output:
    script = {"output_type": "display_data", "data": {"application/javascript": KEEP_KEYS}, "metadata": {}}
    return ipywidgets.Output(outputs=(script,), layout=ipywidgets.Layout(margin="0", height="0", overflow="hidden"))


def _split(option: object) -> tuple[str, object]:
    return option if isinstance(option, tuple) else (str(option), option)


def choose_one(label: str, options: Iterable = (), value: object = None) -> ipywidgets.Dropdown:
    """Return a dropdown with a visible label, as wide as its options; its first option is chosen where none is named.

    Examples
    --------
    >>> choose_one("Article", ["a", "b"]).value, choose_one("Article").label
    ('a', '(none)')
    """
    options = list(options) or [NONE]
    return ipywidgets.Dropdown(
        options=options,
        value=_split(options[0])[1] if value is None else value,
        description=label,
        style=WIDE,
        layout=ipywidgets.Layout(width="max-content", max_width="98%"),
    )


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
