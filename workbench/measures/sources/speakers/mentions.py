"""Whom each name, role and pronoun of an article means, read from the first word to the last.

The weights of pronouns follow the salience factors of Lappin & Leass (1994), halved with every sentence; further
mentions add less than the strongest one, so that who has just spoken stands before who has long been the subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.lexicons import word_lists as lists
from workbench.measures.sources.speakers.introductions import Cast, Description, Referent, make_description
from workbench.measures.sources.speakers.names import LOWERED_ZONES, Reading
from workbench.tokens.grammar import DEFINITE
from workbench.tokens.tree import Span, Tree

BEHIND = frozenset({"relcl", "acl", "appos", "cc", "conj", "advcl", "advmod"})
OWN_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "with", "to", "near", "inside", "within", "outside"})
# Judgement, checked on BASIL dev (115 of 124 people rightly named): half and double of the first two keep 115.
MEMORY = 14  # sentences that an unnamed role or group is remembered
LATER = 5  # sentences after which "the official, NAME," no longer explains "a senior official"
LEAST_VARIED = 3  # words of a new description ("the 34-year-old teacher"); 4: 113 of 124
LEAST_FIT = 2.0  # a wider word for a known role just fits; 4: 106 of 124
OWNERS = frozenset({"his", "her", "its", "their"})
POSSESSIVE = re.compile(r"['’]s$")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
GENDER_OF = dict.fromkeys(("he", "him", "his", "himself"), "m") | dict.fromkeys(("she", "her", "hers", "herself"), "f")
THINGS = frozenset({"it", "its", "itself"})
SEVERAL = frozenset({"they", "them", "their", "themselves"})
# DECAY and the order of WEIGHT_OF_DEP: Lappin & Leass (1994). The rest is judgement, checked on BASIL dev (1,395 sources, 115 of
# 124 people rightly named): about half and double keep 115 but where a line says otherwise, and change at most 10 names.
DECAY = 0.5  # a sentence; 0.75 keeps 115 but changes 29 names
REACH = 5  # sentences back
CLIMB = 6  # tokens up the tree from a word inside a name to its head (not varied)
MARGIN = 1.15  # the best must outweigh the next by this, else nobody is meant
CLEAR = 2.0  # the same for a noun that only varies a name; 4: 109 of 124
REPEATED = 0.3  # share of every mention but the strongest
EMBEDDED = 0.65  # factor for a mention in a subordinate clause
# added for who speaks (1.0: 114 of 124) and for a main clause's subject; factors within a quotation, a headline or a caption
SPEAKING, MAIN_SUBJECT, QUOTED, LOWERED = 0.5, 0.2, 0.15, 0.3
OTHER_DEP = 0.3  # any relation not listed
AGREES = 1.3  # factor where the gender is known and the same; 1.6: 114 of 124
GUESSED_OTHER = 0.2  # where a given name, which only suggests a gender, speaks against it
# all equal: 114 of 124, 24 names changed
WEIGHT_OF_DEP = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "dobj": 0.5,
    "dative": 0.5,
    "pobj": 0.4,
    "poss": 0.5,
    "appos": 0.4,
    "ROOT": 0.6,
}
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})
NAME_INSIDE = frozenset({"compound", "flat", "nmod", "amod", "conj"})
DETERMINERS = DEFINITE | {"a", "an", "some", "another", "one"}
GENERAL = lists.load_affixes("rank") | lists.load_affixes("general")
# letters, and share of the shorter word, that make "Norway" and "Norwegian" akin: judgement, 2 to 8 keep 115 of 124
LEAST_STEM, STEM_SHARE = 4, 0.65
# fit of a role: the same word, a wider or a narrower one; minus for each further word that is not known of the person.
# Judgement; only the order of SAME above LEAST_FIT matters: 1.5 instead of 3.0 names 106 of 124.
SAME, WIDER, NARROWER, UNKNOWN = 3.0, 2.0, 1.0, 1.5


@dataclass
class Story:
    """What the reader knows so far; `meant` maps a token to whom it means."""

    reading: Reading
    cast: Cast
    speaking: Mapping[int, Span]
    meant: dict[int, Referent] = field(default_factory=dict)
    history: list[Mention] = field(default_factory=list)
    introduced: dict[int, Referent] = field(default_factory=dict)


def tell_story(reading: Reading, cast: Cast, speaking: Mapping[int, Span]) -> Story:
    """Return the article with every name, role and pronoun resolved as far as the text allows.

    `speaking` maps the head of each source to its span.
    """
    story = Story(reading, cast, speaking)
    _introduce(story)
    for token in range(len(reading.tree)):
        if token in story.meant:
            continue
        referent = _refer(story, token)
        if referent is not None:
            story.meant[token] = referent
            _remember(story, token, referent)
    return story


def _introduce(story: Story) -> None:
    """Let the role words beside a name mean the one named."""
    for referent in story.cast.referents:
        for description in referent.descriptions:
            if description.place == "relative" or referent.sort != "person":
                continue
            for token in range(description.first, description.last):
                if story.reading.tree.pos[token] in {"NOUN", "PROPN"} and lists.find_role(
                    story.reading.tree.lower[token]
                ):
                    story.introduced[token] = referent


def _remember(story: Story, token: int, referent: Referent) -> None:
    reading = story.reading
    weight = mention_weight(reading, token, speaking=token in story.speaking)
    story.history.append(Mention(token, reading.step[token], referent, weight))


def _refer(story: Story, token: int) -> Referent | None:
    reading, tree = story.reading, story.reading.tree
    if token in story.cast.named:
        return _named(story, token)
    if reading.quoted[token] and token not in story.speaking:
        return None
    if tree.lower[token] in GENDER_OF or (token in story.speaking and tree.lower[token] in THINGS | SEVERAL):
        return find_antecedent(reading, token, story.history)
    if token in story.introduced:
        _look_back(story, token, story.introduced[token])
        return story.introduced[token] if token in story.speaking else None
    if is_noun_head(tree, token) and (token in story.speaking or _may_speak(tree, token)):
        return _noun(story, token)
    return None


def _named(story: Story, token: int) -> Referent:
    """Return whom a name means, and let all its words mean the same."""
    referent, name = story.cast.named[token], story.cast.names[token]
    for inside in range(token + 1, name.last):
        story.meant[inside] = referent
    return referent


def is_noun_head(tree: Tree, token: int) -> bool:
    """Whether a token is the head of a noun phrase with a common noun or a name the parser saw no entity in."""
    return tree.pos[token] in {"NOUN", "PROPN", "ADJ"} and tree.dep[token] not in {
        "compound",
        "amod",
        "nmod",
        "advmod",
    }


def _may_speak(tree: Tree, token: int) -> bool:
    lower = tree.lower[token]
    return lists.find_role(lower) is not None or lists.find_actor_kind(lower) is not None


def _noun(story: Story, token: int) -> Referent | None:
    tree = story.reading.tree
    span = phrase_span(tree, token)
    owner = _owner(story, token)
    if owner is not None or not _is_definite(tree, span):
        return owner or _new(story, token, span)
    return _earlier(story, token, span) or _varied(story, token, span) or _new(story, token, span)


def _owner(story: Story, head: int) -> Referent | None:
    """Return whose words "NAME's remarks" are: the owner of a noun that is neither person nor body."""
    tree = story.reading.tree
    if _may_speak(tree, head):
        return None
    owners = [kid for kid in tree.children(head, "poss") if kid in story.meant]
    return story.meant[owners[0]].resolved() if owners else None


def _varied(story: Story, head: int, span: Span) -> Referent | None:
    """Return whom a new description only varies ("the 34-year-old teacher"): the person or body in view, if one is."""
    tree, role = story.reading.tree, lists.find_role(story.reading.tree.lower[head])
    if tree.tag[head] in {"NNS", "NNPS"} or tree.dep[head] not in SUBJECTS:
        return None
    if role is None and tree.lower[head] not in lists.load_body_nouns():
        return None
    if role is not None and span[1] - span[0] < LEAST_VARIED:
        return None
    found = find_antecedent(story.reading, head, story.history)
    if found is None or _is_other(story, found, head, span) or (role is not None and not _goes_with(found, role)):
        return None
    found.descriptions.append(make_description(tree, span, "own"))
    return found


def _is_other(story: Story, found: Referent, head: int, span: Span) -> bool:
    """Whether a phrase names the same role of another country or body ("the Danish leader" beside a Norwegian one)."""
    tree = story.reading.tree
    wanted = make_description(tree, span, "own")
    capital = {tree.lower[t] for t in range(span[0] + 1, span[1]) if t != head and tree.text[t][:1].isupper()}
    modifiers = list_modifiers(tree, span, head) & capital
    related = fit_phrase(found, tree.lower[head], wanted, set()) > 0
    return bool(modifiers) and related and fit_phrase(found, tree.lower[head], wanted, modifiers) < LEAST_FIT


def _goes_with(person: Referent, role: lists.Role) -> bool:
    """Whether a role may be one more of a person: no other is known, or one of a kin."""
    known = [other for head in person.role_heads if (other := lists.find_role(head)) is not None]
    return not known or any(role.under & other.under or role.same_as == other.same_as for other in known)


def phrase_span(tree: Tree, head: int) -> Span:
    """Return a noun phrase without relative clause, participle, apposition and anything behind a comma."""
    behind = [kid for kid in tree.children(head) if kid > head and _ends_phrase(tree, kid)]
    high, cut = head + 1, min((tree.left[kid] for kid in behind), default=tree.right[head] + 1)
    while high < cut and tree.text[high] not in {",", "—", "–", "--", '"', "“"}:
        high += 1
    low = max(tree.left[head], 0)
    while low < head and (tree.is_punct(low) or tree.dep[low] == "cc" or tree.pos[low] in {"SCONJ", "ADP"}):
        low += 1
    return low, high


def _ends_phrase(tree: Tree, kid: int) -> bool:
    """Whether what hangs behind a noun is no longer needed to say whom it means."""
    foreign = tree.dep[kid] == "prep" and tree.lower[kid] not in OWN_PREPOSITIONS
    return foreign or tree.dep[kid] in BEHIND or tree.text[kid] in {",", "—", "–", "("}


def _is_definite(tree: Tree, span: Span) -> bool:
    return tree.lower[span[0]] in DEFINITE


def _new(story: Story, head: int, span: Span) -> Referent:
    """Return a referent known by its own words alone; a bare "the official" has no name."""
    tree = story.reading.tree
    plural = tree.tag[head] in {"NNS", "NNPS"}
    role = lists.find_role(tree.lower[head])
    sort = "group" if plural else "individual" if role is not None else "body"
    heads = frozenset(lists.singular_forms(tree.lower[head])) | ({role.same_as} if role else frozenset())
    low = next((t for t in range(span[0], head) if tree.lower[t] not in DETERMINERS), head)
    bare = _is_definite(tree, span) and span[1] - low == 1
    known = plural or (role is None and lists.find_actor_kind(tree.lower[head]) not in {"UNK", None})
    name = "" if bare and not known else _call(story, (low, span[1]))
    referent = Referent(name, sort, heads=heads)
    referent.descriptions.append(make_description(tree, span, "own"))
    story.cast.referents.append(referent)
    return referent


def _call(story: Story, span: Span) -> str:
    """Return a phrase as a name: without possessive ending, and small where only the sentence gives it a capital."""
    tree, low = story.reading.tree, span[0]
    name = _with_owner(story, low, POSSESSIVE.sub("", " ".join(tree.cut(span).split())))
    common = tree.text[low].istitle() and tree.pos[low] != "PROPN" and not tree.ent_type[low]
    return name[:1].lower() + name[1:] if common and _begins(tree, low) else name


def _with_owner(story: Story, low: int, name: str) -> str:
    """Return "Marn's lawyer" for "her lawyer", where it is clear whose."""
    reading = story.reading
    if reading.tree.lower[low] not in OWNERS:
        return name
    owner = find_antecedent(reading, low, story.history)
    return f"{owner.name}'s {name.partition(' ')[2]}" if owner is not None and owner.name else name


def _begins(tree: Tree, token: int) -> bool:
    return (
        token == 0
        or tree.sentence[token - 1] != tree.sentence[token]
        or tree.is_punct(token - 1)
        or tree.lower[token - 1] in DETERMINERS
    )


def _earlier(story: Story, head: int, span: Span) -> Referent | None:
    """Return whom a definite noun phrase takes up: a person in that role, a body, or someone unnamed."""
    tree = story.reading.tree
    wanted = make_description(tree, span, "own")
    modifiers = list_modifiers(tree, span, head)
    plural = tree.tag[head] in {"NNS", "NNPS"}
    scored = []
    for order, referent in enumerate(
        {id(m.referent.resolved()): m.referent.resolved() for m in _recent(story, head)}.values()
    ):
        if (referent.sort == "group") != plural:
            continue
        score = fit_phrase(referent, tree.lower[head], wanted, modifiers)
        if score >= LEAST_FIT:
            scored.append((score, order, referent))
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def _recent(story: Story, token: int) -> list[Mention]:
    """Return the mentions of the last sentences, each referent at its latest place."""
    now = story.reading.step[token]
    near = [m for m in story.history if now - m.step <= MEMORY or m.referent.sort in {"person", "body"}]
    latest = {id(m.referent.resolved()): m for m in near}
    return sorted(latest.values(), key=lambda m: m.token)


def _look_back(story: Story, token: int, referent: Referent) -> None:
    """Give "a senior official" the name that "the official, NAME," brings a little later."""
    tree, now = story.reading.tree, story.reading.step[token]
    role = lists.find_role(tree.lower[token])
    known = len(referent.places) > 1 and referent.places[0] < token
    if role is None or known or not _is_taken_up(tree, token, referent):
        return
    for mention in reversed(story.history):
        other = mention.referent.resolved()
        if now - mention.step > LATER:
            return
        if other.sort == "individual" and role.same_as in other.heads:
            other.same_as = referent
            referent.descriptions[:0] = other.descriptions
            return


def _is_taken_up(tree: Tree, token: int, referent: Referent) -> bool:
    """Whether a role stands in a definite phrase right before the name's comma."""
    outer = [d for d in referent.descriptions if d.first <= token < d.last and d.place == "outer"]
    return bool(outer) and tree.lower[outer[0].first] in DEFINITE


@dataclass(frozen=True)
class Mention:
    """One place where a referent is meant, with the weight its grammar gives it."""

    token: int
    step: int
    referent: Referent
    weight: float


def mention_weight(reading: Reading, token: int, *, speaking: bool) -> float:
    """Return the salience of a mention: a subject before an object, a speaker before all."""
    tree = reading.tree
    node, steps = token, 0
    while tree.dep[node] in NAME_INSIDE and steps < CLIMB:
        node, steps = tree.head[node], steps + 1
    weight = WEIGHT_OF_DEP.get(tree.dep[node], OTHER_DEP)
    weight *= EMBEDDED if tree.dep[tree.head[node]] in CLAUSES else 1.0
    weight += SPEAKING if speaking else 0.0
    weight += MAIN_SUBJECT if _is_main(tree, node) else 0.0
    weight *= QUOTED if reading.quoted[token] else 1.0
    return weight * (LOWERED if tree.zone[token] in LOWERED_ZONES else 1.0)


def _is_main(tree: Tree, token: int) -> bool:
    return tree.dep[token] in {"nsubj", "nsubjpass"} and tree.dep[tree.head[token]] == "ROOT"


def find_antecedent(reading: Reading, token: int, history: list[Mention]) -> Referent | None:
    """Return whom a pronoun means, or None where nobody or two are equally likely; a noun, the one person or body in view."""
    word = reading.tree.lower[token]
    if word in GENDER_OF:
        return _choose(reading, token, history, sorts=("person", "individual"), gender=GENDER_OF[word])
    if word in THINGS:
        return _choose(reading, token, history, sorts=("body", "place"), gender="")
    if word in SEVERAL:
        return _choose(reading, token, history, sorts=("group",), gender="")
    sorts = ("person",) if lists.find_role(word) else ("body",)
    return _choose(reading, token, history, sorts=sorts, gender=lists.load_genders().get(word, ""), margin=CLEAR)


def _choose(
    reading: Reading, token: int, history: list[Mention], *, sorts: tuple[str, ...], gender: str, margin: float = MARGIN
) -> Referent | None:
    scores: dict[int, tuple[float, Referent]] = {}
    now = reading.step[token]
    for mention in reversed(history):
        referent = mention.referent.resolved()
        if now - mention.step > REACH:
            break
        if referent.sort not in sorts:
            continue
        score = mention.weight * DECAY ** (now - mention.step) * _agreement(referent, gender)
        if not score:
            continue
        other = scores.get(id(referent), (0.0, referent))[0]
        scores[id(referent)] = (max(other, score) + REPEATED * min(other, score), referent)
    ranked = sorted(scores.values(), key=lambda entry: -entry[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]):
        return None
    best = ranked[0][1]
    if gender and not best.gender and (len(ranked) == 1 or ranked[0][0] > CLEAR * ranked[1][0]):
        best.gender = gender
    return best


def _agreement(referent: Referent, gender: str) -> float:
    """Return the factor for gender: a title that contradicts rules out, a given name only weakens."""
    if not gender or not referent.gender:
        return 1.0
    if referent.gender == gender:
        return AGREES
    return GUESSED_OTHER if referent.gender_guessed else 0.0


def list_modifiers(tree: Tree, span: Span, head: int) -> set[str]:
    """Return the words of a noun phrase that single out whom it means, without ranks and determiners."""
    words = {
        tree.lower[t].removesuffix(".") for t in range(*span) if t != head and tree.pos[t] in {"NOUN", "PROPN", "ADJ"}
    }
    return words - GENERAL - DETERMINERS


def fit_phrase(referent: Referent, head: str, wanted: Description, modifiers: set[str]) -> float:
    """Return how well a noun phrase fits a referent: its head, then each further word that is known of it."""
    base = _fit_head(referent, head, wanted)
    if not base:
        return 0.0
    known = referent.role_words | set(referent.name.lower().split())
    shared = sum(any(_akin(word, other) for other in known) for word in modifiers)
    return base + shared - UNKNOWN * (len(modifiers) - shared)


def _fit_head(referent: Referent, head: str, wanted: Description) -> float:
    forms = set(lists.singular_forms(head))
    if referent.sort in {"body", "group"} and forms & referent.heads:
        return SAME
    roles = [role for form in (*wanted.heads, head) if (role := lists.find_role(form)) is not None]
    known = [role for form in referent.role_heads if (role := lists.find_role(form)) is not None]
    person = referent.sort == "person"
    return max((_kinship(role, other, person=person) for role in roles[:2] for other in known), default=0.0)


def _kinship(role: lists.Role, other: lists.Role, *, person: bool) -> float:
    """Return how well a role fits a known one: the same, a wider word for it, or a narrower one."""
    if role.same_as == other.same_as:
        return SAME
    if person and role.lemma in other.under:
        return WIDER
    return NARROWER if person and other.lemma in role.under else 0.0


def _akin(word: str, other: str) -> bool:
    """Whether two words are one or, as "Norway" and "Norwegian", share their beginning."""
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word == other or shared >= max(LEAST_STEM, STEM_SHARE * min(len(word), len(other)))
