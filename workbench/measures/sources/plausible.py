"""Which findings are no attribution of the article: what is nested, hypothetical or said inside a quotation."""

from __future__ import annotations

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.shelf import Shelf
from workbench.tokens.tree import Tree

STRONG_RULES = frozenset({"trailing-cue", "leading-cue", "according-to", "clause", "clause-before", "inserted"})

WEAK_NOUN_RULES = frozenset({"noun-phrase", "noun-infinitive", "adjective-phrase", "adjective-infinitive"})


def is_strong(finding: Finding) -> bool:
    """Whether a finding is speech with a quotation or a clause as its content."""
    return finding.rule in STRONG_RULES and finding.level == "core"


def is_plausible(tree: Tree, finding: Finding, shelf: Shelf) -> bool:
    """Whether the cue of a finding reports something that was said or thought."""
    cue = finding.cue_head
    if cue is None or finding.rule in {"trailing-cue", "leading-cue", "according-to"}:
        return True
    if finding.rule in WEAK_NOUN_RULES:
        return finding.source is not None and not shelf.holds(cue)
    if any(tree.tag[kid] == "MD" for kid in tree.children(cue, "aux")):
        return False
    if is_strong(finding):
        return True
    nested = finding.rule == "object-label" and shelf.holds(cue)
    if nested or tree.dep[cue] in {"ccomp", "acl"}:
        return False
    return not (tree.tag[cue] == "VB" and tree.dep[cue] in {"xcomp", "pcomp", "relcl"})
