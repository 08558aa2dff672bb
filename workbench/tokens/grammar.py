"""One grammar over a `Tree`: passive, subject, by-agent, object, and the extent and head of a noun phrase.

Measures ask the same question and need, now and then, another answer. The answers stand here side by side:

* passive: `Tree.is_passive` is the plain one (an auxiliary, a passive subject, a participle after its noun);
  `is_passive_in_context` also takes headlines, by-phrases and the second of two joined verbs.
* subject: `find_subject` is who does or undergoes what the verb says, handed down by the verbs above where it has none;
  with ``controlled=False`` only its own or that of a verb it is joined to. `find_speaking_subject` is who vouches for
  what a reporting verb reports: of a passive the by-agent, and never the one who is told.
* extent of a noun phrase: `find_whole_phrase` is all that hangs from the noun; `find_actor_phrase` leaves out clauses
  and appositions, `find_phrase` also prepositions but "of"; `describe_phrase` is the modifiers before it and a short "of"; `widen_left`
  the modifiers alone, by the parse; `widen_beside` the same by parts of speech; `find_compound` the noun and the nouns
  joined to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from workbench.tokens.tree import Span, Tree, trim

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})  # Penn tags of verbs that carry tense; a modal stands before a bare verb
FINITE_OR_MODAL = FINITE | {"MD"}
SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one", "every", "each", "several", "many", "other"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NO_ACTORS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})  # after "by", these do nothing
_SMALL_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "pcomp"})
_CLAUSES = frozenset({"relcl", "acl", "appos", "parataxis", "advcl", "ccomp", "punct", "cc", "preconj", "dep", "prep"})
_ASIDES = frozenset({"relcl", "advcl", "acl", "punct", "cc", "appos"})
_REPORTING = frozenset({"xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "parataxis", "prep", "pcomp"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "nummod", "quantmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "npadvmod", "ROOT", "poss", "relcl", "acl", "pcomp"})

# Judgement, all five: bounds against chains that a wrong parse makes, wider than any right one seen in the samples.
_CHAIN = 12  # verbs from one that lacks a subject up to the one that has it
_REPORT_CHAIN = 8  # the same for a reporting verb
_NEAR = 4  # tokens between joined verbs of which the first borrows the by-phrase of the second
_SHARED = 3  # tokens between joined verbs of which the first borrows the object: "killed or wounded them"
_LONGEST_OF = 8  # tokens of an "of" phrase that still names: "the head of the school", not a whole story


# Passive -----------------------------------------------------------------------------------------------------------


def is_finite(tree: Tree, token: int) -> bool:
    """Whether a token is a verb that carries tense."""
    return tree.tag[token] in FINITE


def list_finite(tree: Tree, span: Span) -> list[int]:
    """Return the verbs with tense and the modals of a token range."""
    return [token for token in range(*span) if tree.tag[token] in FINITE_OR_MODAL]


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether "to" stands before a verb."""
    return any(tree.lower[kid] == "to" for kid in tree.children(verb, "aux"))


def sentence_span(tree: Tree, token: int) -> Span:
    """Return the token range of the parser's sentence around a token."""
    low, high = token, token
    while low and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high + 1 < len(tree) and tree.sentence[high + 1] == tree.sentence[token]:
        high += 1
    return low, high + 1


def is_passive_in_context(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive: auxiliary, passive subject, reduced clause, headline, or second of two joined verbs."""
    if tree.children(verb, "auxpass", *PASSIVE_SUBJECTS):
        return True
    if tree.tag[verb] not in {"VBN", "VBD"} or tree.children(verb, "dobj"):
        return False
    if is_joined(tree, verb):
        # of "shot and killed" after a noun the tagger calls either half a past tense
        above = tree.head[verb]
        bare = tree.tag[verb] == "VBN" or tree.dep[above] == "acl" or find_by(tree, verb) is not None
        return bare and is_passive_in_context(tree, above)
    return _is_bare_passive(tree, verb)


def _is_bare_passive(tree: Tree, verb: int) -> bool:
    if tree.children(verb, "aux"):
        return False
    if tree.dep[verb] == "acl" or find_by_agent(tree, verb) is not None:
        return True
    # with a plain subject a bare participle is a passive in headlines and after "had"; elsewhere a slip of the tagger
    placed = not tree.children(verb, *SUBJECTS) or tree.dep[verb] in _SMALL_CLAUSES or tree.zone[verb] != "body"
    return tree.tag[verb] == "VBN" and placed


def is_joined(tree: Tree, verb: int) -> bool:
    """Whether a verb stands second to another and has neither subject nor auxiliary of its own."""
    return (
        tree.dep[verb] == "conj"
        and tree.pos[tree.head[verb]] in VERBS
        and not tree.children(verb, "aux", "auxpass", *SUBJECTS, *PASSIVE_SUBJECTS)
    )


# By-agent, object, what a preposition adds -------------------------------------------------------------------------


def list_governed(tree: Tree, token: int, *prepositions: str) -> Iterator[int]:
    """Yield the nouns that prepositions add to a word: for "the lives of people" and "of" the people."""
    for kid in tree.children(token, "prep", "agent", "dative"):
        if tree.lower[kid] in prepositions:
            yield from tree.children(kid, "pobj")


def find_by(tree: Tree, verb: int) -> int | None:
    """Return who or what a verb's or noun's own "by" names; a day, a sum or a number is no agent."""
    for noun in list_governed(tree, verb, "by"):
        if tree.ent_type[noun] not in _NO_ACTORS and tree.pos[noun] != "NUM":
            return resolve_relative(tree, noun)
    return None


def find_by_agent(tree: Tree, verb: int) -> int | None:
    """Return the head of the by-phrase of a passive, its own or that of a verb joined to it."""
    own = find_by(tree, verb)
    if own is not None:
        return own
    for other in tree.children(verb, "conj") + ([tree.head[verb]] if is_joined(tree, verb) else []):
        shared = find_by(tree, other) if abs(other - verb) <= _NEAR or other < verb else None
        if shared is not None and tree.pos[other] == "VERB" and tree.tag[other] in {"VBN", "VBD"}:
            return shared
    return None


def find_object(tree: Tree, verb: int) -> int | None:
    """Return the head of the verb's direct object, shared with a joined verb or moved in front of a relative clause."""
    for kid in tree.children(verb, "dobj"):
        return resolve_relative(tree, kid)
    for kid in tree.children(verb, "conj"):
        shared = tree.children(kid, "dobj")
        if shared and kid - verb <= _SHARED and not is_passive_in_context(tree, kid):
            return resolve_relative(tree, shared[0])
    return None


def resolve_relative(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if tree.lower[token] not in _RELATIVES or tree.pos[token] not in {"PRON", "DET", "SCONJ"}:
        return token
    clause = next((verb for verb in tree.ancestors(token) if tree.dep[verb] == "relcl"), None)
    return token if clause is None else tree.head[clause]


# Subjects ----------------------------------------------------------------------------------------------------------


def find_subject(
    tree: Tree, verb: int, *, controlled: bool = True, blaming: Collection[str] = frozenset()
) -> int | None:
    """Return the head of the verb's subject: its own, the one it shares, or the one that governs it.

    Parameters
    ----------
    tree : Tree
        The article.
    verb : int
        A verb.
    controlled : bool
        Whether a verb without a subject also takes the noun that it describes ("fighters shelling"), the object of the
        verb above ("forced them to leave") or of a preposition's ("criticised the guards for shelling"). Otherwise
        only the subject of a verb in the active that it is joined to or completes.
    blaming : collection of str
        Lemmas of verbs whose object does what follows "of" or "from" ("accuse").

    Returns
    -------
    int or None
        A position; of a relative pronoun, the noun that it stands for.

    Examples
    --------
    >>> import pandas as pd
    >>> from workbench.tokens.tree import build_tree
    >>> rows = [("Guards", "nsubj", 1), ("came", "ROOT", 1), ("and", "cc", 1), ("left", "conj", 1)]
    >>> df = pd.DataFrame(rows, columns=["text", "dep", "head_id"])
    >>> df = df.assign(article_id="a", sentence_id=0, token_id=range(4), start=[0, 7, 12, 16], end=[6, 11, 15, 20],
    ...     pos=["NOUN", "VERB", "CCONJ", "VERB"], lower=df.text.str.lower())
    >>> find_subject(build_tree(df), 3)
    0
    """
    node: int | None = verb
    for _ in range(_CHAIN):
        own = tree.children(node, *SUBJECTS, *PASSIVE_SUBJECTS)
        if own:
            subject = resolve_relative(tree, own[-1])
            return None if tree.is_punct(subject) else subject
        if tree.head[node] == node:
            return None
        found, node = _hand_down(tree, node, blaming) if controlled else (None, _share_subject(tree, node))
        if found is not None or node is None:
            return found
    return None


def _share_subject(tree: Tree, verb: int) -> int | None:
    """Return the verb in the active that a verb is joined to or completes."""
    above = tree.head[verb]
    return above if tree.dep[verb] in {"conj", "xcomp"} and not tree.is_passive(above) else None


def _hand_down(tree: Tree, verb: int, blaming: Collection[str]) -> tuple[int | None, int | None]:
    """Return the subject a verb takes from the word it hangs from, or the verb to ask next."""
    dep, above = tree.dep[verb], tree.head[verb]
    if dep in {"acl", "relcl"}:
        # "fighters shelling", "people killed"; in "a plan to attack" the noun is not the one who attacks
        return (None, None) if tree.tag[verb] == "VB" else (above, None)
    if dep == "pcomp":
        governor = tree.head[above]
        if tree.pos[governor] not in VERBS:
            return None, None
        return _control(tree, governor, by_object=tree.lower[above] == "for" or tree.lemma[governor] in blaming)
    if dep == "xcomp":
        return _control(tree, above, by_object=True)
    if dep in {"conj", "advcl", "acomp", "attr"} and tree.pos[above] in {"VERB", "AUX", "ADJ"}:
        return None, above
    return None, None


def _control(tree: Tree, governor: int, *, by_object: bool) -> tuple[int | None, int | None]:
    objects = tree.children(governor, "dobj") if by_object and not is_passive_in_context(tree, governor) else []
    return (resolve_relative(tree, objects[0]), None) if objects else (None, governor)


def find_speaking_subject(
    tree: Tree, verb: int, *, adds_to: Callable[[int, int], bool] = lambda _verb, _cue: False
) -> int | None:
    """Return the head of whoever vouches for what a reporting verb reports; None for a passive without by-agent.

    Unlike `find_subject`, the subject of a passive ("he was told") is never the source, a relative pronoun is kept as
    it stands, and only an object before the verb is taken ("forced him to say").

    Parameters
    ----------
    tree : Tree
        The article.
    verb : int
        A reporting verb.
    adds_to : callable
        Whether a participle goes on with what another cue reports (", adding that ..."): it then takes that cue's
        subject, not the one of the content that it hangs from. Given the participle and the verb above the content.
    """
    node = verb
    for _ in range(_REPORT_CHAIN):
        own = _list_speakers(tree, node, of_passive=node == verb and tree.is_passive(verb))
        if own:
            return own[0]
        dep, above = tree.dep[node], tree.head[node]
        if dep in {"acl", "relcl"} and tree.pos[above] in {"NOUN", "PROPN", "PRON"}:
            return None if tree.is_passive(node) else above
        if dep not in _REPORTING or above == node:
            return None
        forced = _find_forced(tree, node)
        if forced is not None:
            return forced if tree.pos[above] == "VERB" else None
        node = _find_cue_above(tree, node, adds_to) if node == verb else above
    return None


def _list_speakers(tree: Tree, verb: int, *, of_passive: bool) -> list[int]:
    if not of_passive:
        return tree.children(verb, "nsubj", "nsubjpass")
    return [kid for agent in tree.children(verb, "agent") for kid in tree.children(agent, "pobj")]


def _find_forced(tree: Tree, verb: int) -> int | None:
    """Return the object before a verb that completes another: "forced him to say"."""
    above = tree.head[verb]
    objects = tree.children(above, "dobj")
    takes = tree.dep[verb] == "xcomp" and objects and objects[0] < verb and not tree.children(above, "prt")
    return objects[0] if takes else None


def _find_cue_above(tree: Tree, verb: int, adds_to: Callable[[int, int], bool]) -> int:
    above = tree.head[verb]
    outer = tree.head[above]
    trails = tree.tag[verb] == "VBG" and tree.dep[verb] == "advcl" and tree.dep[above] == "ccomp"
    return outer if trails and adds_to(verb, outer) else above


# Noun phrases ------------------------------------------------------------------------------------------------------


def find_head(tree: Tree, span: Span) -> int:
    """Return the token of a range that the others hang from; the last of several."""
    outer = [token for token in range(*span) if not span[0] <= tree.head[token] < span[1] or tree.head[token] == token]
    return outer[-1] if outer else span[1] - 1


def hangs_below(tree: Tree, token: int, head: int) -> bool:
    """Whether a word before a noun hangs from it, by words that all stand between the two."""
    for above in tree.ancestors(token):
        if above == head:
            return True
        if not token < above < head:
            return False
    return False


def find_whole_phrase(tree: Tree, head: int, *, barred: Iterable[int] = ()) -> Span | None:
    """Return all that hangs from a noun, cut short before any token of `barred`; None if only marks are left."""
    low, high = tree.left[head], tree.right[head] + 1
    for token in barred:
        if low <= token < head:
            low = token + 1
        elif head < token < high:
            high = token
    span = trim(tree, (low, high))
    return (span[0], span[1] - 1) if span and span[1] - span[0] > 1 and tree.tag[span[1] - 1] == "POS" else span


def find_phrase(tree: Tree, head: int) -> Span:
    """Return the noun phrase around `head` with what is joined to it: no clauses, appositions or prepositions but "of"."""
    found = _collect(tree, head, lambda kid: tree.dep[kid] not in _CLAUSES or tree.lower[kid] == "of")
    links = frozenset({"punct", "cc"})
    return _grow(tree, head, -1, found, links), _grow(tree, head, 1, found, links) + 1


def find_actor_phrase(tree: Tree, head: int) -> Span:
    """Return the noun phrase around `head` with its prepositions, from the noun it is joined to up to the next one.

    "Air strikes and a ground offensive in the north", for its last noun; "rebels", not "rebels and guards", for the first.
    """
    first = tree.head[head] if tree.dep[head] == "conj" and tree.pos[tree.head[head]] in NOUNS else head
    low, found = (_collect(tree, noun, lambda kid: tree.dep[kid] not in _ASIDES) for noun in (first, head))
    return min(low), _grow(tree, head, 1, found, ()) + 1


def _collect(tree: Tree, head: int, belongs: Callable[[int], bool]) -> set[int]:
    found, queue = {head}, [head]
    while queue:
        new = [kid for kid in tree.kids[queue.pop()] if belongs(kid)]
        found.update(new)
        queue.extend(new)
    return found


def _grow(tree: Tree, token: int, step: int, found: Collection[int], links: Collection[str]) -> int:
    """Return the last token of a phrase in one direction, over a single mark or joining word between its parts."""
    while token + step in found or (token + 2 * step in found and tree.dep[token + step] in links):
        token += step
    return token


def find_compound(tree: Tree, span: Span) -> Span:
    """Return the head of a range with the nouns joined to it; for a person the name alone, for no noun the range."""
    head = find_head(tree, span)
    if tree.pos[head] not in NOUNS:
        return span
    first = head
    while first > span[0] and tree.dep[first - 1] in {"compound", "nmod"}:
        if tree.ent_type[head] == "PERSON" and tree.ent_type[first - 1] != "PERSON":
            break
        first -= 1
    return first, head + 1


def widen_left(tree: Tree, span: Span, *, names: Iterable[Span] = ()) -> Span:
    """Return the range with the adjectives and nouns before it that belong to the same noun."""
    head, first = find_head(tree, span), span[0]
    barred = {token for low, high in names for token in range(low, high)}
    while first > 0 and tree.sentence[first - 1] == tree.sentence[head]:
        token = first - 1
        if not hangs_below(tree, token, head) or tree.dep[token] not in _MODIFIERS or token in barred:
            break
        if tree.dep[token] == "punct" and tree.text[token] != "-":
            break
        first = token
    while first < span[0] and (tree.text[first] == "-" or tree.dep[first] == "advmod"):
        first += 1
    return first, span[1]


def widen_beside(tree: Tree, span: Span) -> Span:
    """Return the range with the adjectives and nouns right before it, whatever the parser hangs them on."""
    first = span[0]
    while first > 0 and tree.sentence[first - 1] == tree.sentence[span[0]]:
        token = first - 1
        joined = tree.text[token] == "-" and tree.end[token] == tree.start[first]
        modifies = tree.pos[token] in {"ADJ", "NOUN", "PROPN"} or tree.tag[token] in {"VBG", "VBN"}
        if not joined and (not modifies or tree.dep[token] in _ARGUMENTS):
            break
        first = token
    return first, span[1]


def describe_phrase(tree: Tree, head: int) -> Span:
    """Return a noun with what modifies it before, and a short "of" phrase after it."""
    first, last = widen_left(tree, (head, head + 1))
    for prep in tree.children(head, "prep"):
        if tree.lower[prep] == "of" and prep == head + 1:
            inside = tree.subtree(prep, barred=("relcl", "acl", "advcl", "punct", "cc", "conj"))
            if inside == list(range(inside[0], inside[0] + len(inside))) and len(inside) <= _LONGEST_OF:
                last = inside[-1] + 1
    return first, last


def find_determiner(tree: Tree, head: int) -> str:
    """Return "definite", "indefinite", "possessive" or "bare" for the noun phrase of a noun."""
    for kid in tree.children(head, "det", "poss", "predet", "nummod"):
        if kid > head:
            continue
        if tree.dep[kid] == "poss":
            return "possessive"
        if tree.lower[kid] in DEFINITE:
            return "definite"
        if tree.lower[kid] in INDEFINITE or tree.dep[kid] == "nummod":
            return "indefinite"
    return "bare"
