"""Runs of words: in which texts they stand, and every line that holds one."""

from __future__ import annotations

import pandas as pd

from workbench.measures.vocabulary import count_ngrams, find_contexts
from workbench.plots.captions import name_voice
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import show_contexts
from workbench.plots.vocabulary import choose_counts
from workbench.schema import VOICES
from workbench.widgets.choices import NONE, follow
from workbench.widgets.explorer import Explorer, choose_number, choose_one
from workbench.widgets.view import View, spell_call

_LINES = 15


def render_ngrams(tokens: pd.DataFrame, *, n: int = 2, voice: str = "all", run: str = "", top: int = 15) -> View:
    """Return the runs of `n` words that most texts hold, with their counts, and the lines of one of them.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    n, voice
        As in `workbench.measures.vocabulary.count_ngrams`.
    run : str
        The run whose lines are opened; the first where not given.
    top : int
        Runs shown.

    Returns
    -------
    View
        Its table has one row per run: in how many texts, how often, and its count in each.

    Raises
    ------
    KeyError, ValueError
        As `count_ngrams`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_ngrams(tokens).table.term.tolist()
    ['the truce']
    """
    counts = count_ngrams(tokens, n=n, voice=voice)
    figure = draw_figure("counts", counts, top=top)
    table = choose_counts(counts, top=top)
    run = run or (table["term"].iloc[0] if len(table) else "")
    lines = show_contexts(find_contexts(tokens, run, match="phrase", voice=voice), max_rows=_LINES) if run else ""
    return View(
        html=show_picture(figure) + lines,
        table=table,
        caption=figure.caption.replace(
            "Runs of words", f"Runs of {n} word{'' if n == 1 else 's'}, {name_voice(voice)},", 1
        ),
        alt=figure.alt,
        call=spell_call("render_ngrams", "tokens", n=n, voice=voice, run=run, top=top),
    )


def explore_ngrams(tokens: pd.DataFrame, *, n: int = 3) -> Explorer:
    """Return a box in which a reader chooses the length of the runs, a voice, and the run to open.

    Needs the token table.

    Returns
    -------
    Explorer
        Controls `n`, `voice` and `run`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_ngrams(tokens, n=2).controls["run"].value
    'the truce'
    """
    controls = {
        "n": choose_number("Words in a row", n, low=1, high=8),
        "voice": choose_one("Voice", ("all", *VOICES)),
    }

    def list_runs() -> list[tuple[str, str]]:
        counts = choose_counts(count_ngrams(tokens, n=controls["n"].value, voice=controls["voice"].value))
        return [(f"{row.term} ({row.n})", row.term) for row in counts.itertuples()]

    def render(*, n: int, voice: str, run: str) -> View:
        return render_ngrams(tokens, n=n, voice=voice, run=run)

    run = choose_one("Open the lines with", list_runs() or [NONE])
    follow(run, list(controls.values()), list_runs)
    return Explorer(render, {**controls, "run": run}, title="Runs of words, text by text")
