"""Choose rows by zone and voice: the one place where every measure says what it counts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.schema import VOICES, ZONES, require_choice, require_columns

DEFAULT_ZONES = ("body",)


def select_tokens(
    tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES, voice: str = "all", words_only: bool = True
) -> pd.DataFrame:
    """Return the tokens of the named zones and voice.

    Needs the columns zone, voice and is_word.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    zones : iterable of str
        Codes of `workbench.schema.ZONES`.
    voice : str
        "all", or a code of `workbench.schema.VOICES`.
    words_only : bool
        Leave out punctuation, marks and spaces.

    Returns
    -------
    DataFrame
        One row per token kept, columns and order as given, a fresh index.

    Raises
    ------
    ValueError
        For an unknown zone or voice.

    Examples
    --------
    >>> tokens = pd.DataFrame({"text": ["Hi", "!"], "zone": "body", "voice": "narrator", "is_word": [True, False]})
    >>> select_tokens(tokens).text.tolist()
    ['Hi']
    """
    require_columns(tokens, ("zone", "voice", "is_word"), name="tokens")
    keep = tokens["zone"].isin(check_zones(zones))
    require_choice(voice, ("all", *VOICES), name="voice")
    if voice != "all":
        keep &= tokens["voice"] == voice
    if words_only:
        keep &= tokens["is_word"]
    return tokens[keep].reset_index(drop=True)


def select_sentences(sentences: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES) -> pd.DataFrame:
    """Return the sentences of the named zones.

    Needs the column zone.

    Returns
    -------
    DataFrame
        One row per sentence kept, columns and order as given, a fresh index.

    Raises
    ------
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> select_sentences(pd.DataFrame({"sentence_id": [0, 1], "zone": ["body", "caption"]})).sentence_id.tolist()
    [0]
    """
    require_columns(sentences, ("zone",), name="sentences")
    return sentences[sentences["zone"].isin(check_zones(zones))].reset_index(drop=True)


def check_zones(zones: Iterable[str]) -> tuple[str, ...]:
    """Return `zones` as a tuple in the order of `schema.ZONES`, refusing unknown ones.

    Raises
    ------
    ValueError
        Naming the zone that is not known, or an empty choice.

    Examples
    --------
    >>> check_zones({"headline", "body"})
    ('headline', 'body')
    """
    chosen = (zones,) if isinstance(zones, str) else tuple(zones)
    if not chosen:
        raise ValueError(f"zones is empty; allowed are {', '.join(ZONES)}. Name at least one.")
    for zone in chosen:
        require_choice(zone, ZONES, name="zones")
    return tuple(zone for zone in ZONES if zone in chosen)


def label_zones(zones: Iterable[str]) -> str:
    """Return the zone set as the label that `scores.zones` carries.

    Examples
    --------
    >>> label_zones(("body", "headline"))
    'headline+body'
    """
    return "+".join(check_zones(zones))
