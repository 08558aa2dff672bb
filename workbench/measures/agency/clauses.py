"""The clause table: acts that do harm, move or decide, with agent, patient, construction, and where a missing agent can be found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.lexicons import Lexicon, load_lexicon
from workbench.measures.agency import constructions
from workbench.schema import TABLES, make_table, require_choice, require_columns
from workbench.tokens import grammar
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Tree, build_trees

ACT_KINDS = ("harm", "move", "decide")
CONSTRUCTIONS = ("active", "passive_agent", "passive_agentless", "intransitive", "nominal", "idiom", "state")
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
        for row in _list_rows(tree, recover_agents(tree, list(finder.find(tree, zones))), chosen)
    ]
    table = make_table(rows, "clauses")
    for name, dtype in _EXTRA.items():
        table[name] = table[name].astype(dtype) if name in table else pd.Series(dtype=dtype)
    return table[[*TABLES["clauses"], *_EXTRA]]


class _Finder:
    """The lexicon in the shape that a walk through a tree needs."""

    def __init__(self, lexicon: Lexicon, *, with_other: bool) -> None:
        self.verbs, self.nouns = constructions.index_entries(lexicon)
        self.states = constructions.list_states(lexicon)
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
            act = constructions.meet_noun(tree, token, self.nouns.get(lemma, ()))
            return None if act is None else constructions.describe_noun(tree, act)
        if tree.pos[token] != "VERB":
            return None
        act = constructions.meet_verb(tree, token, self.verbs.get(lemma, ()))
        if act is None and self.with_other and grammar.is_passive_in_context(tree, token):
            act = constructions.Act(token, (token,), constructions.Entry((lemma,), "other", "do", lemma, "", ""))
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


@dataclass(frozen=True)
class Search:
    """What a clause without agent is compared with: the clauses of its article that name somebody who acts."""

    tree: Tree
    named: Sequence[constructions.Clause]

    def find(self, clause: constructions.Clause) -> tuple[str, int | None]:
        """Return where the agent can be found, and the head token of it."""
        inside = self._find_nearby(clause)
        if inside is not None:
            return "same sentence", inside
        sentence = self.tree.sentence[clause.act.token]
        for other in sorted(self.named, key=lambda held: abs(held.act.token - clause.act.token)):
            if self._is_same_act(clause, other):
                same = self.tree.sentence[other.act.token] == sentence
                return ("same sentence" if same else "same article"), other.agent
        return "nowhere", None

    def _find_nearby(self, clause: constructions.Clause) -> int | None:
        """Return the agent of an act of the same kind that the parse ties to this one.

        It hangs from the clause ("killed in a rebel attack"), holds it ("the rebel attack in which they were killed")
        or is the subject of the verb that does ("the rebel attack led to the deaths of").
        """
        hanging = set(self.tree.subtree(clause.act.token, barred=("relcl", "conj")))
        above = list(self.tree.ancestors(clause.act.token))
        nouns = [other for other in self.named if self._is_noun_of_kind(other, clause)]
        # the act that holds the clause says more than one that hangs from it, and that more than a subject further up
        held = [other for step in above for other in nouns if other.act.token == self._skip_date(step, nouns)]
        held += [other for other in nouns if other.act.token in hanging]
        verb = next((step for step in above if self.tree.pos[step] == "VERB"), None)
        held += [other for other in nouns if self._is_subject_of(other.act.token, verb)]
        return held[0].agent if held else None

    def _skip_date(self, step: int, nouns: Sequence[constructions.Clause]) -> int:
        """Return the act before a date to which the parser has tied a relative clause ("the attack on Monday, which")."""
        if self.tree.ent_type[step] not in {"DATE", "TIME"}:
            return step
        before = [other.act.token for other in nouns if other.act.token < step]
        same = [token for token in before if self.tree.sentence[token] == self.tree.sentence[step]]
        return max(same, default=step)

    def _is_noun_of_kind(self, other: constructions.Clause, clause: constructions.Clause) -> bool:
        return other.construction == "nominal" and not other.negated and other.act.entry.kind == clause.act.entry.kind

    def _is_subject_of(self, token: int, verb: int | None) -> bool:
        return self.tree.dep[token] in {"nsubj", "nsubjpass"} and self.tree.head[token] == verb

    def _is_same_act(self, clause: constructions.Clause, other: constructions.Clause) -> bool:
        """Whether both may be one act: of one family, done to the same; or of one name, where a patient is missing."""
        if clause.negated or other.negated or clause.act.entry.family != other.act.entry.family:
            return False
        if clause.patient is None or other.patient is None:
            return clause.act.entry.label == other.act.entry.label
        return clause.patient == other.patient or self._is_same_patient(clause.patient, other.patient)

    def _is_same_patient(self, one: int, other: int) -> bool:
        figures = [{self.tree.lower[kid] for kid in self.tree.children(token, "nummod")} for token in (one, other)]
        if all(figures) and figures[0] != figures[1]:
            return False
        lemmas = [self.tree.lemma[token] for token in (one, other)]
        if self.tree.pos[one] == "PRON" or self.tree.pos[other] == "PRON":
            return False
        return lemmas[0] == lemmas[1] or all(lemma in constructions.list_words("people") for lemma in lemmas)


def recover_agents(tree: Tree, clauses: Sequence[constructions.Clause]) -> list[constructions.Clause]:
    """Return the clauses, each one without agent marked with where an agent can be found.

    An event or a weapon that stands as agent ("the offensive killed") does not tell who acted and answers for nobody.
    """
    acts = {clause.act.token for clause in clauses}
    search = Search(
        tree, [held for held in clauses if held.construction != "state" and _names_somebody(tree, held, acts)]
    )
    return [
        clause if clause.agent is not None or clause.construction == "state" else clause.mark(*search.find(clause))
        for clause in clauses
    ]


def _names_somebody(tree: Tree, clause: constructions.Clause, acts: Container[int]) -> bool:
    token = clause.agent
    return token is not None and token not in acts and tree.lemma[token] not in constructions.list_words("events")
