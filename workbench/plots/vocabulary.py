"""Which words and runs of words each text uses, how often, and where in it they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import VOICES, require_at_least, require_columns

TERM_COLUMNS = ("group", "term", "n", "n_words", "rate", "low", "high")
COUNT_COLUMNS = ("group", "term", "n", "n_words")
PLACE_COLUMNS = ("article_id", "position", "voice")
SHADES = ("#EBF5FB", "#D4E6F1", "#A9CCE3", "#7FB3D5")
NO_TERM = "No run of words of this length."
NO_PLACE = "The word stands in none of these texts."


def choose_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> pd.DataFrame:
    """Return the rows of the words named, or of the `top` words of highest count in any one text.

    Examples
    --------
    >>> table = pd.DataFrame([["a", "x", 5, 9, 1.0, 0.0, 2.0], ["a", "y", 7, 9, 1.0, 0.0, 2.0]], columns=TERM_COLUMNS)
    >>> choose_terms(table, top=1).term.tolist()
    ['y']
    """
    require_columns(terms, TERM_COLUMNS, name="terms")
    ordered = terms.sort_values(["n", "term", "group"], ascending=[False, True, True], kind="stable")
    chosen = list(dict.fromkeys(ordered["term"]))[:top] if words is None else list(words)
    order = {word: place for place, word in enumerate(chosen)}
    rows = ordered[ordered["term"].isin(order)]
    return rows.sort_values("term", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def plot_terms(
    terms: pd.DataFrame,
    *,
    words: Iterable[str] | None = None,
    top: int = 12,
    marks: Mapping[str, style.Mark] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the rate of each word in each text or group as a dot with its interval, one row per word.

    Needs the columns group, term, n, n_words, rate, low and high, as `count_terms` makes them. More than eight texts
    stand as rows, with a panel per word.

    Parameters
    ----------
    terms : DataFrame
        One row per group and term.
    words : iterable of str
        The words to draw, in order; the `top` most frequent where not given.
    top : int
        How many words, where `words` is not given.
    marks : mapping
        Mark by text or group, for the whole study.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Texts differ by colour and marker; the size of each stands in the legend.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> plot_terms(pd.DataFrame([row])).get_xlabel()
    'per 1,000 words, line = 95 % interval'
    """
    rows = choose_terms(terms, words=words, top=top)
    names, groups = list(dict.fromkeys(rows["term"])), list(dict.fromkeys(terms["group"]))
    if len(groups) > style.MOST_COLOURS and names:
        return _draw_term_panels(ax, rows, names=names, groups=groups[: style.MOST_ROWS])
    with style.house_style():
        ax = style.start_axes(ax, n_rows=1, height=1.8 + len(names) * max(0.3, 0.15 * len(groups)))
        if rows.empty:
            return style.say_nothing_to_draw(ax, "None of these words stands in the texts chosen.")
        for place, (group, mark) in enumerate(style.mark_units(groups, marks).items()):
            mine = rows[rows["group"] == group]
            y = [names.index(term) + 0.7 * ((place + 0.5) / len(groups) - 0.5) for term in mine["term"]]
            size = terms.loc[terms["group"] == group, "n_words"].iloc[0]
            _draw_rates(ax, mine, y, mark, label=f"{style.squeeze(group, limit=44)} (n = {size:,} words)")
        style.label_rows(ax, names)
        ax.set_xlabel("per 1,000 words, line = 95 % interval")
        style.write_title(ax, "How often each word stands in each text")
        ax.grid(axis="x", color=style.RULE, linewidth=0.6)
        style.add_legend(ax)
    return ax


def _draw_rates(ax: Axes, rows: pd.DataFrame, y: list[float], mark: style.Mark, *, label: str | None = None) -> None:
    ax.hlines(y, rows["low"], rows["high"], colors=mark.colour, lw=1.4)
    ax.plot(rows["rate"], y, mark.marker, color=mark.colour, mec=style.EDGE, mew=0.5, ms=5, ls="none", label=label)


def _draw_term_panels(ax: Axes | None, rows: pd.DataFrame, *, names: list[str], groups: list[str]) -> Axes:
    title = "Rate of each word in each text (per 1,000 words, line = 95 % interval)"
    with style.house_style():
        ax, panels = shapes.start_facets(ax, names, rows=groups, title=title)
        for name, panel in panels.items():
            mine = rows[(rows["term"] == name) & rows["group"].isin(groups)]
            _draw_rates(panel, mine, [groups.index(group) for group in mine["group"]], style.PLAIN)
        shapes.align_facets(panels)
    return ax


def caption_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> str:
    """Return the caption of `plot_terms`, made from the same table.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> caption_terms(pd.DataFrame([row]))
    'Rate per 1,000 words · 1 word type in 1 text, intervals in the table · n = 60 words (a) · these texts only'
    """
    rows = choose_terms(terms, words=words, top=top)
    sizes = terms.drop_duplicates("group")
    n_types, n_texts = rows["term"].nunique(), len(sizes)
    size = ", ".join(f"{row.n_words:,} words ({row.group})" for row in sizes.head(style.MOST_COLOURS).itertuples())
    rest = f" and {n_texts - style.MOST_COLOURS} more" if n_texts > style.MOST_COLOURS else ""
    types = f"{captions.spell_count(n_types, 'word type')} in {captions.spell_count(n_texts, 'text')}, intervals in the table"
    pooled = captions.name_groups(terms, column="articles_group")
    panels = captions.say_shown(min(n_types, shapes.PANELS), n_types, "words") if rest else ""
    shown = shapes.say_units_shown(n_texts, "text") if rest else ""
    return captions.join_caption("Rate per 1,000 words", types, panels, shown, f"n = {size or 0}{rest}", pooled)


def alt_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> str:
    """Return the figure of `plot_terms` in words.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> alt_terms(pd.DataFrame([row]))
    'Dot plot of words per 1,000 words. truce in a: 33.3 [9.2, 114.0], n = 2.'
    """
    rows = choose_terms(terms, words=words, top=top)
    parts = (
        f"{row.term} in {row.group}: {captions.format_interval(row.rate, row.low, row.high, digits=1)}, n = {row.n}"
        for row in rows.itertuples()
    )
    return "Dot plot of words per 1,000 words. " + captions.list_parts(parts, limit=24)


def choose_counts(terms: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the `top` terms as one row each: first those in most texts, then the most frequent.

    Needs the columns group, term, n and n_words, as `count_terms` and `count_ngrams` make them.

    Returns
    -------
    DataFrame
        term, n_groups (texts that hold it), n (in all), then one column of counts for each text.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a `top` below 1.

    Examples
    --------
    >>> rows = pd.DataFrame([("a", "x y", 5, 9), ("a", "y z", 1, 9), ("b", "y z", 1, 9)], columns=COUNT_COLUMNS)
    >>> choose_counts(rows)[["term", "n_groups", "n", "a", "b"]].values.tolist()
    [['y z', 2, 2, 1, 1], ['x y', 1, 5, 5, 0]]
    """
    require_columns(terms, COUNT_COLUMNS, name="terms")
    require_at_least(top, 1, name="top")
    if terms.empty:
        return pd.DataFrame(columns=["term", "n_groups", "n"])
    totals = terms.groupby("term", as_index=False).agg(n_groups=("group", "nunique"), n=("n", "sum"))
    totals = totals.sort_values(["n_groups", "n", "term"], ascending=[False, False, True], ignore_index=True).head(top)
    kept = terms[terms["term"].isin(totals["term"])]
    wide = kept.pivot_table(index="term", columns="group", values="n", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(dict.fromkeys(terms["group"])), fill_value=0).astype("int64")
    return totals.merge(wide.rename_axis(columns=None).reset_index(), on="term", how="left")


def plot_counts(terms: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Draw the count of each term in each text; an empty cell means that the text does not hold it.

    Needs the columns group, term, n and n_words.

    Returns
    -------
    Axes
        The darker a cell, the higher the count, which also stands in it.

    Raises
    ------
    KeyError, ValueError
        As `choose_counts`.

    Examples
    --------
    >>> plot_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=COUNT_COLUMNS)).get_yticklabels()[0].get_text()
    'x y (n = 5)'
    """
    table = choose_counts(terms, top=top)
    with style.house_style():
        if table.empty:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=3), NO_TERM)
        names = [f"{style.shorten(row.term)} (n = {row.n})" for row in table.itertuples()]
        title = "How often each run of words stands in each text"
        ax, panels = shapes.start_grid(ax, rows=names, columns=_choose_groups(terms), title=title, abreast=15)
        for panel, groups in panels:
            for column, group in enumerate(groups):
                for place, count in enumerate(table[group]):
                    if count:
                        mark = style.Mark(SHADES[min(int(count), len(SHADES)) - 1], "s", "")
                        shapes.fill_cell(panel, (column, place), mark=mark, text=str(count))
    return ax


def _choose_groups(terms: pd.DataFrame) -> list[str]:
    sizes = terms.groupby("group", sort=False)["n_words"].first()
    return shapes.choose_columns(sizes.index, sizes=sizes)


def caption_counts(terms: pd.DataFrame, *, top: int = 15) -> str:
    """Return the caption of `plot_counts`, made from the same table.

    Examples
    --------
    >>> caption_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=COUNT_COLUMNS))
    'Runs of words in each text · 1 run shown · n = 9 places in 1 text · these texts only'
    """
    table = choose_counts(terms, top=top)
    if table.empty:
        return captions.join_caption("Runs of words in each text", captions.count_of(0, "run"))
    sizes = terms.drop_duplicates("group")["n_words"]
    shown = captions.say_shown(len(_choose_groups(terms)), len(sizes), "texts")
    size = f"{captions.count_of(int(sizes.sum()), 'place')} in {captions.spell_count(len(sizes), 'text')}"
    return captions.join_caption(
        "Runs of words in each text", f"{captions.spell_count(len(table), 'run')} shown", shown, size
    )


def alt_counts(terms: pd.DataFrame, *, top: int = 15) -> str:
    """Return the figure of `plot_counts` in words.

    Examples
    --------
    >>> alt_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=COUNT_COLUMNS))
    'Grid of counts. x y: 5 in 1 text.'
    """
    rows = choose_counts(terms, top=top).itertuples()
    parts = (f"{row.term}: {row.n} in {captions.spell_count(row.n_groups, 'text')}" for row in rows)
    return "Grid of counts. " + captions.list_parts(parts, limit=top)


def plot_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw each place of a word on a line per text, from its first word (0) to its last (1), marked by voice.

    Needs the columns article_id (or group), position and voice, as `find_contexts` makes them; `articles` names the
    texts or groups that have a line, those with a place where not given.

    Returns
    -------
    Axes
        A text without the word keeps its empty line; n stands at the right.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame([("a", 0.5, "narrator")], columns=PLACE_COLUMNS)
    >>> plot_positions(table, articles=["a", "b"]).get_yticklabels()[1].get_text()
    'b'
    """
    names, unit = _name_texts(contexts, articles)[: style.MOST_ROWS], style.unit_column(contexts)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(names))
        if contexts.empty:
            return style.say_nothing_to_draw(ax, NO_PLACE)
        ax.hlines(range(len(names)), 0, 1, colors="#BBBBBB", lw=1)
        shown = contexts[contexts[unit].isin(names)]
        for voice in (voice for voice in VOICES if (shown["voice"] == voice).any()):
            mine, mark = shown[shown["voice"] == voice], style.VOICE_MARKS[voice]
            look = {"color": mark.colour, "mec": style.EDGE, "mew": 0.5, "ms": 8, "ls": "none"}
            ax.plot(mine["position"], mine[unit].map(names.index), mark.marker, label=voice, **look)
        style.label_rows(ax, names)
        style.write_beside(ax, [f"n = {int((contexts[unit] == name).sum())}" for name in names])
        ax.set(xlim=(-0.02, 1.02), xlabel="0 = first word, 1 = last word of the text")
        style.write_title(ax, "Where in each text it stands")
        style.add_legend(ax)
    return ax


def _name_texts(contexts: pd.DataFrame, articles: Iterable[str] | None) -> list[str]:
    require_columns(contexts, style.with_unit(PLACE_COLUMNS, contexts), name="contexts")
    return style.list_units(contexts) if articles is None else list(dict.fromkeys(articles))


def caption_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None) -> str:
    """Return the caption of `plot_positions`, made from the same table.

    Examples
    --------
    >>> caption_positions(pd.DataFrame([("a", 0.5, "narrator")], columns=PLACE_COLUMNS), articles=["a", "b"])
    'Places of a word in each text · in 1 of 2 texts · n = 1 place · voices marked · these texts only'
    """
    names, what = _name_texts(contexts, articles), style.name_units(contexts)
    held = f"in {len(style.list_units(contexts))} of {len(names)} {what}s"
    parts = (
        shapes.say_units_shown(len(names), what),
        captions.count_of(len(contexts), "place"),
        captions.name_groups(contexts),
    )
    return captions.join_caption("Places of a word in each text", held, *parts, "voices marked")


def alt_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None) -> str:
    """Return the figure of `plot_positions` in words.

    Examples
    --------
    >>> alt_positions(pd.DataFrame([("a", 0.5, "narrator")], columns=PLACE_COLUMNS), articles=["a", "b"])
    'Places on a line per text. a: 1 place, at 50 %; b: no place.'
    """
    names, unit = _name_texts(contexts, articles), style.unit_column(contexts)
    if contexts.empty:
        return f"Empty figure: {NO_PLACE}"
    places = {name: contexts.loc[contexts[unit] == name, "position"] for name in names}
    return "Places on a line per text. " + captions.list_parts(
        f"{name}: {_spell_places(at)}" for name, at in places.items()
    )


def _spell_places(places: pd.Series) -> str:
    if places.empty:
        return "no place"
    return f"{captions.spell_count(len(places), 'place')}, at {', '.join(f'{100 * place:.0f}' for place in places)} %"
