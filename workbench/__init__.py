"""News Framing Workbench: lay several reports of one event side by side, with the words behind every number.

``import workbench as wb`` loads nothing heavy; the names it offers are looked up when they are first used.
"""

from importlib import import_module

_OFFERED = {
    "open": "workbench.study.open_study",
    "Study": "workbench.study.Study",
    "Choices": "workbench.choices.Choices",
    "load_corpus": "workbench.corpus.load_corpus",
    "list_corpora": "workbench.corpus.list_corpora",
    "show_table": "workbench.plots.markup.show_table",
}


def __getattr__(name: str) -> object:
    if name not in _OFFERED:
        raise AttributeError(f"workbench has no {name!r}; it offers {', '.join(_OFFERED)}.")
    module, _, attribute = _OFFERED[name].rpartition(".")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_OFFERED])
