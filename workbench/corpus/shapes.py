"""Shapes of lines, told without a parser: case, final stops, shared words, runs of equal words; and the word lists."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\r\n", " "),
        "…": "...",
        "\u200b": None,
        "\ufeff": None,
        "\u00ad": None,
    },
)
_WORD = re.compile(r"\w+(?:['.&-]\w+)*", re.UNICODE)
_INITIALISM_END = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Ltd|Corp|St|No|vs)\.$")
_CLOSERS = "\"')]}* "
_INNER_STOP = re.compile(r"[a-z\d\"')\]][.!?][\"')\]]* +[\"'(\[]*[A-Z]")

_LISTS = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _read_list(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _add_third_person(verbs: frozenset[str]) -> frozenset[str]:
    return verbs | frozenset(map(_third_person, verbs))


FUNCTION_WORDS = _read_list("function_words")
SMALL_TITLE_WORDS = _read_list("small_title_words")
LINKING_NAME_WORDS = _read_list("linking_name_words")
PRONOUNS = _read_list("pronouns")
SENTENCE_OPENERS = _read_list("sentence_openers")
REPORTING_WORDS = _read_list("reporting_words")
PAST_WORDS = _read_list("past_words")
NARRATIVE_WORDS = _read_list("narrative_words")
FINITE_WORDS = _read_list("finite_words")
PAST_SAID = _read_list("past_said")
BEFORE_NOUNS = _read_list("before_nouns")
PICTURE_VERBS = _add_third_person(_read_list("picture_verbs"))
SCENE_VERBS = PICTURE_VERBS - _add_third_person(_read_list("scheduled_verbs"))
HEADLINE_VERBS = _read_list("headline_verbs")
OUTLET_WORDS = _read_list("outlet_words")
UI_WORDS = _read_list("ui_words")
UI_JOINING_WORDS = _read_list("ui_joining_words")


def normalise_typography(text: str) -> str:
    r"""Return `text` with straight quotes, plain hyphens and plain single spaces: a key for comparing, not a text to show.

    Examples
    --------
    >>> normalise_typography("the\u00a0mayor’s “plan” – now")
    'the mayor\'s "plan" - now'
    """
    plain = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    return re.sub(r" +", " ", plain).strip()


def list_words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, normalised and lower-cased, a possessive ending left off.

    Examples
    --------
    >>> list_words("The mayor’s 12-point plan, U.N.-run")
    ('the', 'mayor', '12-point', 'plan', 'u.n', 'run')
    """
    words = _WORD.findall(normalise_typography(text).casefold())
    return tuple(word.removesuffix("'s") for word in words)


def stem_word(word: str) -> str:
    """Return a rough stem, good enough to see that "vows" and "vowed" are one word.

    Examples
    --------
    >>> [stem_word(word) for word in ("vows", "vowed", "rejecting", "cities")]
    ['vow', 'vow', 'reject', 'citi']
    """
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:  # noqa: PLR2004 - a stem
            return word[: -len(ending)]
    return word


def list_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`.

    Examples
    --------
    >>> sorted(list_stems("The mayor rejects the plan"))
    ['mayor', 'plan', 'reject']
    """
    parts = (piece for word in list_words(text) for piece in word.split("-"))
    return frozenset(stem_word(word) for word in parts if word and word not in FUNCTION_WORDS)


def share_covered(text: str, other: str) -> float:
    """Return the share of the content words of `text` that `other` has too; 0 where `text` has none.

    Examples
    --------
    >>> share_covered("Mayor rejects plan", "The mayor rejected it")
    0.6666666666666666
    """
    stems = list_stems(text)
    return len(stems & list_stems(other)) / len(stems) if stems else 0.0


def longest_shared_run(words: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length in words of the longest run that both sequences hold.

    Examples
    --------
    >>> longest_shared_run(("we", "will", "not", "leave"), ("said", "will", "not", "go"))
    2
    """
    best, previous = 0, {}
    for word in words:
        current = {at: previous.get(at - 1, 0) + 1 for at, candidate in enumerate(other) if candidate == word}
        best, previous = max(best, *current.values(), 0), current
    return best


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends with a final stop, closing marks after it set aside.

    Examples
    --------
    >>> [ends_sentence(text) for text in ("He left.", "“He left.”", "Storm hits coast", "Talks with the U.S.")]
    [True, True, False, False]
    """
    plain = normalise_typography(text)
    core = plain.rstrip(_CLOSERS)
    if not core.endswith((".", "!", "?")):
        return False
    return not (_INITIALISM_END.search(core) and len(list_words(core)) < 10)  # noqa: PLR2004 - a heading's length


def holds_inner_stop(text: str) -> bool:
    """Tell whether a sentence ends inside `text` and another begins.

    Examples
    --------
    >>> holds_inner_stop("It rained. Then it snowed"), holds_inner_stop("Storm hits coast")
    (True, False)
    """
    return bool(_INNER_STOP.search(normalise_typography(text)))


def is_title_case(text: str, *, share: float = 0.8) -> bool:
    """Tell whether at least `share` of the words that titles capitalise are capitalised, of two or more.

    Examples
    --------
    >>> is_title_case("Council Turns Down Harbour Plan"), is_title_case("Council turns down harbour plan")
    (True, False)
    """
    words = [word for word in _WORD.findall(normalise_typography(text)) if word.casefold() not in SMALL_TITLE_WORDS]
    lettered = [word for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in lettered)
    return len(lettered) > 1 and capitals >= share * len(lettered)


def has_headline_verb(text: str) -> bool:
    """Tell whether `text` holds a verb in the present tense of headlines, by a list or by its place after a name.

    Examples
    --------
    >>> has_headline_verb("Mayor vows new bridge"), has_headline_verb("A long road ahead")
    (True, False)
    """
    plain = normalise_typography(text)
    if set(list_words(plain)[1:]) & HEADLINE_VERBS:
        return True
    return bool(re.search(r"\b[A-Z]\w+ [a-z]{3,}(?<![su'i])s [A-Za-z\"']", plain)) and not is_title_case(plain)


def has_past_verb(text: str) -> bool:
    """Tell whether a lower-case word of `text` looks like a verb in the past tense.

    Examples
    --------
    >>> has_past_verb("The council voted late"), has_past_verb("Council votes late")
    (True, False)
    """
    words = [word for word in _WORD.findall(normalise_typography(text)) if word.islower()]
    return any(word in PAST_WORDS or (word.endswith("ed") and len(word) > 4) for word in words)  # noqa: PLR2004 - "need"
