"""Role nouns and category nouns, and the name that one stands beside."""

from __future__ import annotations

from workbench.measures.naming.names import CATEGORY, ROLE
from workbench.measures.naming.terms import read_categories, read_roles
from workbench.tokens.tree import Tree


def name_noun(tree: Tree, head: int) -> tuple[str, str] | None:
    """Return the form (role or category) and the term of a noun, two words before one; None for any other noun."""
    pair = f"{tree.lower[head - 1]} {tree.lower[head]}" if head else ""
    hyphened = f"{tree.lower[head - 2]}-{tree.lower[head]}" if head > 1 and tree.text[head - 1] == "-" else ""
    for term in (pair, hyphened, tree.lower[head], tree.lemma[head].lower()):
        if term in read_roles():
            return ROLE, term
        if term in read_categories():
            return CATEGORY, term
    return None


def find_partner(tree: Tree, head: int) -> int | None:
    """Return the name that a role is the title of, or stands in apposition to."""
    above = tree.head[head]
    if tree.dep[head] in {"compound", "nmod"} and tree.pos[above] == "PROPN" and above > head:
        return above
    if tree.dep[head] == "appos" and tree.pos[above] == "PROPN":
        return above
    return next((kid for kid in tree.children(head, "appos") if tree.pos[kid] == "PROPN"), None)
