"""What texts share and what each leaves out: shared runs, one utterance across texts, how alike their words are."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_columns

NOT_COPYING = "speech that two texts share is not copying"
PASSAGES = ("a_id", "b_id", "n_passages", "n_quotations", "longest", "longest_narration")
RELATIONS = {
    "identical": ("fullest", style.Mark(style.BLUE, "o", "")),
    "cut": ("cut", style.Mark(style.OKABE_ITO["orange"], "s", "///")),
    "reworded": ("reworded", style.Mark(style.OKABE_ITO["green"], "^", "...")),
}
PAIRS = ("a_id", "b_id", "similarity", "n_shared")
STEPS = ("step", "left", "right", "distance")
NO_RUN = "No run of words is shared, or there is one text only."
NO_UTTERANCE = "No utterance is quoted in two texts or more."
NO_PAIR = "There are no two texts to compare."


def choose_pairs(longest: pd.DataFrame, *, top: int = style.MOST_ROWS) -> pd.DataFrame:
    """Return the `top` pairs with the longest runs; of equals the first by name.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> choose_pairs(pd.DataFrame([row, row | {"b_id": "c", "longest": 30}]), top=1).b_id.tolist()
    ['c']
    """
    require_columns(longest, PASSAGES, name="longest")
    order = ["longest", "n_passages", "a_id", "b_id"]
    return longest.sort_values(order, ascending=[False, False, True, True], ignore_index=True).head(top)


def plot_passages(longest: pd.DataFrame, *, top: int = style.MOST_ROWS, ax: Axes | None = None) -> Axes:
    """Draw the longest run of words that each pair of texts shares, in all and outside quotation marks.

    Needs the columns a_id, b_id, n_passages, n_quotations, longest and longest_narration, as `list_longest_passages`
    makes them.

    Returns
    -------
    Axes
        The filled mark is the longest run of all, the open one the longest run of narration; the `top` longest pairs.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> plot_passages(pd.DataFrame([row])).get_xlabel()
    'words of the longest shared run'
    """
    rows = choose_pairs(longest, top=top)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty or not rows["longest"].any():
            return style.say_nothing_to_draw(ax, NO_RUN)
        y = range(len(rows))
        ax.hlines(y, rows["longest_narration"], rows["longest"], colors=style.BLUE, lw=1.4)
        ax.plot(rows["longest"], y, "s", color=style.BLUE, mec=style.EDGE, ms=8, ls="none", label="any voice")
        ax.plot(
            rows["longest_narration"], y, "o", mfc="white", mec=style.RED, mew=1.8, ls="none", label="narration only"
        )
        sizes = (f"n = {row.n_passages} runs, {row.n_quotations} in quotation marks" for row in rows.itertuples())
        shapes.label_pairs(ax, rows, ["|"] * len(rows), sizes)
        ax.set_xlabel("words of the longest shared run")
        style.write_title(ax, "What each two texts share word by word")
        ax.set_xlim(left=-0.5)
        style.add_legend(ax)
    return ax


def caption_passages(longest: pd.DataFrame, *, top: int = style.MOST_ROWS) -> str:
    """Return the caption of `plot_passages`, made from the same table.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> caption_passages(pd.DataFrame([row]))
    'Longest shared run of words · n = 2 runs in 1 pair of texts · speech that two texts share is not copying · these texts only'
    """
    n = len(longest)
    size = f"{captions.count_of(int(longest['n_passages'].sum()), 'run')} in {captions.spell_count(n, 'pair')} of texts"
    return captions.join_caption(
        "Longest shared run of words", captions.say_shown(min(n, top), n, "pairs"), size, NOT_COPYING
    )


def alt_passages(longest: pd.DataFrame, *, top: int = style.MOST_ROWS) -> str:
    """Return the figure of `plot_passages` in words.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> alt_passages(pd.DataFrame([row]))
    'Longest shared runs. a and b: 9 words, 5 outside quotation marks, n = 2.'
    """
    parts = (
        f"{row.a_id} and {row.b_id}: {row.longest} words, {row.longest_narration} outside quotation marks, "
        f"n = {row.n_passages}"
        for row in choose_pairs(longest, top=top).itertuples()
    )
    return "Longest shared runs. " + captions.list_parts(parts, limit=top)


def plot_utterances(utterances: pd.DataFrame, *, top: int = shapes.GRID_ROWS, ax: Axes | None = None) -> Axes:
    """Draw how each text carries each utterance: its fullest version, cut, reworded, or not at all.

    Needs utterance_id, text and one column per text or group, as `tabulate_quotations` makes them.

    Returns
    -------
    Axes
        The relation is written in the cell; colour and hatch repeat it; an absent one has a dash.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> len(plot_utterances(pd.DataFrame([row])).patches)
    2
    """
    rows, articles = _choose_utterances(utterances, top)
    with style.house_style():
        if rows.empty:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=1), NO_UTTERANCE)
        title = f"The same utterance across texts ({captions.count_of(len(rows), 'utterance')}; – = not quoted)"
        ax, panels = shapes.start_grid(ax, rows=[f"“{text}”" for text in rows["text"]], columns=articles, title=title)
        for panel, columns in panels:
            for x, article in enumerate(columns):
                for y, relation in enumerate(rows[article]):
                    if relation in RELATIONS:
                        text, mark = RELATIONS[relation]
                        shapes.fill_cell(panel, (x, y), mark=mark, text=text)
                    else:
                        shapes.leave_cell(panel, (x, y))
    return ax


def _choose_utterances(utterances: pd.DataFrame, top: int) -> tuple[pd.DataFrame, list[str]]:
    require_columns(utterances, ("utterance_id", "text"), name="utterances")
    articles = [name for name in utterances.columns if name not in {"utterance_id", "text"}]
    sizes = {name: int((utterances[name] != "absent").sum()) for name in articles}
    columns = shapes.choose_columns(articles, sizes=sizes)
    return utterances.head(min(top, shapes.cap_grid(len(columns)))), columns


def caption_utterances(utterances: pd.DataFrame, *, top: int = shapes.GRID_ROWS) -> str:
    """Return the caption of `plot_utterances`, made from the same table.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> caption_utterances(pd.DataFrame([row])).split(" · ")[1]
    'n = 1 utterance'
    """
    rows, articles = _choose_utterances(utterances, top)
    shown = captions.say_shown(len(rows), len(utterances), "utterances")
    texts = captions.say_shown(len(articles), len(utterances.columns) - 2, "texts")
    size = captions.count_of(len(utterances), "utterance")
    return captions.join_caption("Quoted utterances by text", shown, texts, size, "quotation voice", NOT_COPYING)


def alt_utterances(utterances: pd.DataFrame, *, top: int = shapes.GRID_ROWS) -> str:
    """Return the figure of `plot_utterances` in words.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> alt_utterances(pd.DataFrame([row]))
    'Grid of utterances against texts. "Leave it open": a identical, b cut, c absent.'
    """
    rows, articles = _choose_utterances(utterances, top)
    parts = (
        f'"{style.shorten(row["text"], limit=60)}": ' + ", ".join(f"{name} {row[name]}" for name in articles)
        for row in rows.to_dict("records")
    )
    return "Grid of utterances against texts. " + captions.list_parts(parts, limit=top)


def order_groups(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> list[str]:
    """Return the texts so that those joined early stand side by side; alphabetically without `steps`.

    Needs a_id and b_id of `compare_similarity`; step, left and right of `cluster_groups`.

    Examples
    --------
    >>> pairs = pd.DataFrame([("a", "b", 0.1, 1), ("a", "c", 0.9, 1), ("b", "c", 0.2, 1)], columns=PAIRS)
    >>> steps = pd.DataFrame([(0, "a", "c", 0.1), (1, "b", "step 0", 0.8)], columns=STEPS)
    >>> order_groups(pairs, steps=steps)
    ['b', 'a', 'c']
    """
    require_columns(similarity, PAIRS, name="similarity")
    if steps is None or steps.empty:
        return sorted({*similarity["a_id"], *similarity["b_id"]})
    return _join_steps(steps)[-1]


def _join_steps(steps: pd.DataFrame) -> list[list[str]]:
    """Return the texts that each step has brought together."""
    require_columns(steps, STEPS, name="steps")
    held: dict[str, list[str]] = {}
    for row in steps.sort_values("step").itertuples():
        held[f"step {row.step}"] = [*held.get(row.left, [row.left]), *held.get(row.right, [row.right])]
    return list(held.values())


def plot_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Draw the similarity of each two texts as a matrix in cluster order, shared words above the diagonal.

    Needs the tables of `compare_similarity` and, for the order, `cluster_groups`.

    Returns
    -------
    Axes
        Cosine similarity below the diagonal; 0 no word in common, 1 the same proportions.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> plot_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS)).get_yticklabels()[0].get_text()
    'a'
    """
    names = order_groups(similarity, steps=steps)[: style.MOST_ROWS]
    with style.house_style():
        if similarity.empty:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=3), NO_PAIR)
        rows = similarity[similarity["a_id"].isin(names) & similarity["b_id"].isin(names)]
        cells: dict[tuple[int, int], float | str] = {}
        for row in rows.itertuples():
            first, second = sorted((names.index(row.a_id), names.index(row.b_id)))
            cells[first, second] = row.similarity
            cells[second, first] = f"{row.n_shared:,}"
        ax = shapes.draw_matrix(ax, names, cells, title="How alike the words of each two texts are")
        ax.set_xlabel("below the diagonal: cosine of word weights\nabove: n of word types in common")
    return ax


def caption_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> str:
    """Return the caption of `plot_similarity`, made from the same table.

    Examples
    --------
    >>> caption_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS))
    'Similarity of word use · 0.50 to 0.50 · n = 1 pair · some order always comes out · these texts only'
    """
    if similarity.empty:
        return captions.join_caption("Similarity of word use", captions.count_of(0, "pair"))
    n_texts = len(order_groups(similarity, steps=steps))
    values = similarity["similarity"]
    span = f"{captions.format_number(float(values.min()))} to {captions.format_number(float(values.max()))}"
    shown = captions.say_shown(min(n_texts, style.MOST_ROWS), n_texts, "texts")
    size = captions.count_of(len(similarity), "pair")
    return captions.join_caption("Similarity of word use", span, shown, size, "some order always comes out")


def alt_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> str:
    """Return the figure of `plot_similarity` in words.

    Examples
    --------
    >>> alt_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS))
    'Similarity matrix. a and b: 0.50, 12 words in common.'
    """
    if similarity.empty:
        return f"Empty figure: {NO_PAIR}"
    parts = [
        f"{row.a_id} and {row.b_id}: {captions.format_number(float(row.similarity))}, {row.n_shared} words in common"
        for row in similarity.itertuples()
    ]
    if steps is not None and len(steps):
        ordered = steps.sort_values("step")
        parts += [
            f"step {row.step} joins {' + '.join(sorted(names))} at {captions.format_number(1 - row.distance)}"
            for row, names in zip(ordered.itertuples(), _join_steps(ordered), strict=True)
        ]
    return "Similarity matrix. " + captions.list_parts(parts, limit=20)
