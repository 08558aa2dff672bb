"""Where the agent that a clause leaves out can be found: in the same sentence, elsewhere in the article, or nowhere."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from workbench.measures.agency.acts import list_words
from workbench.measures.agency.constructions import Clause
from workbench.tokens.tree import Tree


@dataclass(frozen=True)
class Search:
    """What a clause without agent is compared with: the clauses of its article that name somebody who acts."""

    tree: Tree
    named: Sequence[Clause]

    def find(self, clause: Clause) -> tuple[str, int | None]:
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

    def _find_nearby(self, clause: Clause) -> int | None:
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

    def _skip_date(self, step: int, nouns: Sequence[Clause]) -> int:
        """Return the act before a date to which the parser has tied a relative clause ("the attack on Monday, which")."""
        if self.tree.ent_type[step] not in {"DATE", "TIME"}:
            return step
        before = [other.act.token for other in nouns if other.act.token < step]
        same = [token for token in before if self.tree.sentence[token] == self.tree.sentence[step]]
        return max(same, default=step)

    def _is_noun_of_kind(self, other: Clause, clause: Clause) -> bool:
        return other.construction == "nominal" and not other.negated and other.act.entry.kind == clause.act.entry.kind

    def _is_subject_of(self, token: int, verb: int | None) -> bool:
        return self.tree.dep[token] in {"nsubj", "nsubjpass"} and self.tree.head[token] == verb

    def _is_same_act(self, clause: Clause, other: Clause) -> bool:
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
        return lemmas[0] == lemmas[1] or all(lemma in list_words("people") for lemma in lemmas)


def recover_agents(tree: Tree, clauses: Sequence[Clause]) -> list[Clause]:
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


def _names_somebody(tree: Tree, clause: Clause, acts: Container[int]) -> bool:
    token = clause.agent
    return token is not None and token not in acts and tree.lemma[token] not in list_words("events")
