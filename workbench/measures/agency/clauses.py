"""The clause table: acts that do harm, move or decide, with agent, patient and construction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from workbench.lexicons import Lexicon, load_lexicon
from workbench.measures.agency import acts, constructions, recovery
from workbench.schema import TABLES, make_table, require_choice, require_columns
from workbench.tokens import grammar
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Tree, build_trees

ACT_KINDS = ("harm", "move", "decide")
CONSTRUCTIONS = ("active", "passive_agent", "passive_agentless", "intransitive", "nominal", "idiom", "state")
RECOVERABLE = ("same sentence", "same article", "nowhere", "not applicable")
_GRAMMAR = ("lemma", "pos", "tag", "dep", "head_id", "ent_type")
_NEEDED = ("article_id", "sentence_id", "token_id", "start", "end", "text", "lower", *_GRAMMAR, "zone", "voice")
_SPANS = ("act", "agent", "patient", "recovered")
_EXTRA = {f"{name}_{edge}": "Int64" for name in _SPANS for edge in ("start", "end")} | {
    "recovered_agent": "str",
    "family": "str",
    "negated": "bool",
    "modal": "str",
    "sentence_id": "int64",
}


def find_clauses(
    tokens: pd.DataFrame,
    *,
    kinds: Iterable[str] = ACT_KINDS,
    zones: Iterable[str] = DEFAULT_ZONES,
    lexicon: str | Lexicon = "acts",
) -> pd.DataFrame:
    """List the clauses and nouns of acts that do harm, move or decide: who is said to do what to whom, and how.

    A clause is **described, never charged**: a passive without agent may spare the reader what the sentence before
    said, may say that nobody knows, or may leave somebody out. The table says which construction stands there and
    whether this article names an agent, not why.

    Needs the token table with the parse: article_id, sentence_id, token_id, start, end, text, lower, lemma, pos, tag,
    dep, head_id, ent_type, zone, voice.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    kinds : iterable of str
        "harm", "move", "decide"; "other" adds the passives and states of every other verb.
    zones : iterable of str
        Codes of `workbench.schema.ZONES`.
    lexicon : str or Lexicon
        Which words name acts; a file of the shape of the lexicon `acts`.

    Returns
    -------
    DataFrame
        Table clauses, one row per act: article_id, clause_id (from 0 per article), start, end (of act, agent and
        patient together, as far as they stand in one sentence), act (lemma, or verb with particle or noun), act_kind,
        agent, patient (noun phrases as written, without relative clauses; NaN if none is named), construction,
        recoverable, voice and zone of the act; then act_start, act_end, agent_start, agent_end, patient_start,
        patient_end, recovered_start, recovered_end, recovered_agent (the agent that was found), family (acts that can
        name each other's agent), negated, modal ("may", "will"; NaN if none) and sentence_id. Sorted by article and
        place.

        construction: "active", "passive_agent" (with a by-phrase, a weapon or event too), "passive_agentless",
        "intransitive" (no object: "died", "fled"), "nominal" ("the killing of", "strikes"), "idiom" ("claimed the lives
        of"), "state" ("is crammed": a condition, no passive). "Carried out an attack" and the like have the
        construction of their verb. recoverable: for a clause without agent, "same sentence" (an act in it names one),
        "same article" (another act of the family, done to the same, names one), else "nowhere"; "not applicable" where
        an agent stands, and for states. Agents are found in the words of the article, not by knowledge of the world.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown kind or zone, and what `load_lexicon` refuses.

    Notes
    -----
    Rules on a dependency parse (van Leeuwen's inventory of social actors gives the notions; PassivePy's full and
    truncated passives are "passive_agent" and "passive_agentless"). Counts of texts parsed by another model must not be
    compared.

    Examples
    --------
    >>> rows = [("Dozens", "dozen", "NOUN", "NNS", "nsubjpass", 2), ("were", "be", "AUX", "VBD", "auxpass", 2),
    ...     ("killed", "kill", "VERB", "VBN", "ROOT", 2)]
    >>> tokens = pd.DataFrame(rows, columns=["text", "lemma", "pos", "tag", "dep", "head_id"])
    >>> tokens["start"], tokens["end"] = [0, 7, 12], [6, 11, 18]
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, token_id=range(3), lower=tokens.text.str.lower(),
    ...     ent_type="", zone="body", voice="narrator")
    >>> find_clauses(tokens)[["act", "patient", "construction", "recoverable"]].values.tolist()
    [['kill', 'Dozens', 'passive_agentless', 'nowhere']]
    """
    require_columns(tokens, _NEEDED, name="tokens")
    chosen, zones = _check_kinds(kinds), check_zones(zones)
    words = load_lexicon(lexicon) if not isinstance(lexicon, Lexicon) else lexicon
    finder = _Finder(words, with_other="other" in chosen)
    rows = [
        row
        for tree in build_trees(tokens)
        for row in _list_rows(tree, recovery.recover_agents(tree, list(finder.find(tree, zones))), chosen)
    ]
    table = make_table(rows, "clauses")
    for name, dtype in _EXTRA.items():
        table[name] = table[name].astype(dtype) if name in table else pd.Series(dtype=dtype)
    return table[[*TABLES["clauses"], *_EXTRA]]


class _Finder:
    """The lexicon in the shape that a walk through a tree needs."""

    def __init__(self, lexicon: Lexicon, *, with_other: bool) -> None:
        self.verbs, self.nouns = acts.index_entries(lexicon)
        self.states = acts.list_states(lexicon)
        self.with_other = with_other

    def find(self, tree: Tree, zones: tuple[str, ...]) -> Iterator[constructions.Clause]:
        """Yield the clauses of the zones in reading order; a noun that is part of an idiom is not a second act."""
        taken: set[int] = set()
        for token in range(len(tree)):
            clause = self._describe(tree, token) if tree.zone[token] in zones else None
            if clause is not None and token not in taken:
                taken.update(clause.act.parts)
                yield clause

    def _describe(self, tree: Tree, token: int) -> constructions.Clause | None:
        lemma = tree.lemma[token]
        if tree.pos[token] in grammar.NOUNS:
            act = acts.meet_noun(tree, token, self.nouns.get(lemma, ()))
            return None if act is None else constructions.describe_noun(tree, act)
        if tree.pos[token] != "VERB":
            return None
        act = acts.meet_verb(tree, token, self.verbs.get(lemma, ()))
        if act is None and self.with_other and grammar.is_passive_in_context(tree, token):
            act = acts.Act(token, (token,), acts.Entry((lemma,), "other", "do", lemma, "", ""))
        return None if act is None else constructions.describe_verb(tree, act, self.states)


def _check_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    chosen = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    for kind in chosen:
        require_choice(kind, (*ACT_KINDS, "other"), name="kinds")
    if not chosen:
        raise ValueError(f"kinds is empty; allowed are {', '.join((*ACT_KINDS, 'other'))}. Name at least one.")
    return chosen


def _list_rows(tree: Tree, clauses: Iterable[constructions.Clause], kinds: tuple[str, ...]) -> Iterator[dict]:
    kept = [clause for clause in clauses if clause.act.entry.kind in kinds]
    for number, clause in enumerate(sorted(kept, key=lambda held: held.act.token)):
        yield _make_row(tree, clause) | {"clause_id": number}


def _make_row(tree: Tree, clause: constructions.Clause) -> dict:
    head = clause.act.token
    spans = {"act": (min(clause.tokens), max(clause.tokens) + 1)}
    for name, token in (("agent", clause.agent), ("patient", clause.patient), ("recovered", clause.recovered)):
        if token is not None:
            spans[name] = grammar.find_phrase(tree, token)
    whole = [
        span for name, span in spans.items() if name != "recovered" and tree.sentence[span[0]] == tree.sentence[head]
    ]
    row = {
        "article_id": tree.article_id,
        "start": tree.start[min(span[0] for span in whole)],
        "end": tree.end[max(span[1] for span in whole) - 1],
        "act": clause.act.entry.label,
        "act_kind": clause.act.entry.kind,
        "family": clause.act.entry.family,
        "construction": clause.construction,
        "recoverable": clause.recoverable,
        "negated": clause.negated,
        "modal": clause.modal or np.nan,
        "voice": tree.voice[head],
        "zone": tree.zone[head],
        "sentence_id": tree.sentence[head],
    }
    return row | _make_spans(tree, spans)


def _make_spans(tree: Tree, spans: Mapping[str, tuple[int, int]]) -> dict:
    row: dict[str, object] = {}
    for name in _SPANS:
        span = spans.get(name)
        edges = tree.offsets(span) if span else (pd.NA, pd.NA)
        row |= {f"{name}_start": edges[0], f"{name}_end": edges[1]}
        if name != "act":
            row["recovered_agent" if name == "recovered" else name] = tree.string(span) if span else np.nan
    return row
