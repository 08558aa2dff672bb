"""In whose words each token stands: the narrator's, a source's paraphrased, or a source's quoted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.measures.sources.quotes import DISPLAYED
from workbench.schema import VOICES, require_columns


def assign_voice(tokens: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens with the voice each stands in: narrator, paraphrase or quotation.

    What stands between quotation marks is quotation, titles and scare quotes included, as `segment_text` found it; the
    content of an attribution outside the marks is paraphrase, whatever its form; embedded posts and pull quotes are
    quotation but for the line that signs them. All the rest is the narrator's.

    Needs the columns article_id, start, end, zone and voice of `tokens` and article_id, form, start, end, source_start
    and source_end of `attributions`.

    Returns
    -------
    DataFrame
        `tokens` in its order with a new column voice; the input is left as it was. A second call changes nothing.

    Raises
    ------
    KeyError
        If a needed column is missing.

    Notes
    -----
    Do not read quotation as "verbatim": a scare quote is the narrator's choice of words in marks.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "start": [0, 5, 10, 15], "end": [4, 9, 14, 19], "zone": "body",
    ...     "voice": ["narrator", "narrator", "narrator", "quotation"]})
    >>> said = pd.DataFrame({"article_id": ["a"], "form": ["mixed"], "start": [10], "end": [19], "source_start": [0],
    ...     "source_end": [4]})
    >>> assign_voice(tokens, said).voice.tolist()
    ['narrator', 'narrator', 'paraphrase', 'quotation']
    """
    require_columns(tokens, ("article_id", "start", "end", "zone", "voice"), name="tokens")
    needed = ("article_id", "form", "start", "end", "source_start", "source_end")
    require_columns(attributions, needed, name="attributions")
    reported = _mark(tokens, attributions[["article_id", "start", "end"]])
    signed = attributions[attributions["form"].isin(("embed", "pullquote"))].dropna(
        subset=["source_start", "source_end"]
    )
    signature = _mark(tokens, signed[["article_id", "source_start", "source_end"]])
    displayed = tokens["zone"].isin(DISPLAYED).to_numpy()
    quoted = (tokens["voice"] == "quotation").to_numpy()
    voice = np.where(reported, "paraphrase", "narrator")
    voice = np.where(quoted | displayed, "quotation", voice)
    return tokens.assign(voice=pd.Categorical(np.where(displayed & signature, "narrator", voice), categories=VOICES))


def _mark(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return for each token whether it lies within one of the spans of its article."""
    inside = np.zeros(len(tokens), dtype=bool)
    places = tokens.groupby("article_id", sort=False).indices
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    for article_id, group in spans.groupby("article_id", sort=False):
        rows = places.get(article_id)
        if rows is None:
            continue
        for low, high in group.iloc[:, 1:3].astype("int64").to_numpy():
            inside[rows] |= (starts[rows] >= low) & (ends[rows] <= high)
    return inside
