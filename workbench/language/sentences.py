"""Where sentences end: rules on shapes, applied before the parser, so that the parser works inside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from workbench.language.quotes import QuotedSpan, quoted_spans
from workbench.language.words import TOP_DOMAINS, align_text, split_words

# Of 2, 3, 4 and 5 words the best for teachers' ease: benchmarks/validity_readability.py, development part.
QUOTED_SENTENCE_WORDS = 3

_RUN = re.compile(r"\.(?: \.){2,}|[.!?…‼⁇⁈⁉]+|[。！？।؟۔]+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_FULL_WIDTH = frozenset("。！？।")
_CLOSERS = re.compile(r"(?:[\"')\]}」』]|\[\d{1,3}\])*")
_OPENERS = re.compile(r"[\"'(\[¿¡*]*")
_TIME_ZONE = re.compile(r"[A-Z]{2,4}")
_INITIALS = re.compile(r"(?:[^\W_]\.)+[^\W_]|[^\W\d_]")
_DAY = re.compile(r"\d\d?")
_MONTH = re.compile(r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber")
_NAME_LINKS = frozenset({"of", "the", "al", "de", "bin", "ibn", "van", "von", "der", "and"})
_BEFORE = 60
_AHEAD = 120
_ENOUGH = 400


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A name or a number must follow: their stop never ends a sentence.
TITLES = _listed(
    "Mr Mrs Ms Mx Dr Prof Rev Fr Hon Pres Gov Sen Rep Reps Sens Amb Gen Lt Col Maj Capt Cmdr Cdr Adm Brig Sgt Cpl Pvt Cpt "
    "Supt Det Insp Messrs Mme Mlle Mgr Msgr Ald Atty Gens Cols Drs Profs Mt Ft vs v cf ca approx eg ie viz"
)
# They stand before a number; elsewhere they are words or ends.
BEFORE_NUMBER = _listed(
    "No Nos Fig Figs fig Vol vol pp p Art Sec Ch Par Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eq eq Ref Res"
)
# They may stand inside a sentence or end it: what follows decides.
OPEN_ENDED = _listed(
    "St Inc Corp Ltd Co Cos Bros Jr Sr Esq Ave Blvd Rd Hwy Dept Univ Assn Assoc Bldg Intl Natl Govt Mfg etc al "
    "Ala Ariz Ark Calif Colo Conn Fla Ga Ill Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla Pa Tenn Tex "
    "Vt Va Wis Wyo Mon Tue Tues Wed Thu Thur Thurs Fri PhD Ph.D sq ft lb lbs oz"
)
# They open a new sentence rather than carry on a name, where an abbreviation stands before them.
SENTENCE_OPENERS = _listed(
    "A An The This That These Those He She It We They You I His Her Its Our Their My Your There Here What When Where Why "
    "Who How Which Whether While Although Though Because Since If Unless Until Before After As At By For From In Into "
    "Of On Over Under To With Without During Through Among Between Against About And But Or Nor So Yet Then Now Also "
    "However Moreover Meanwhile Still Instead Later Earlier Today Yesterday Tomorrow Some Many Most Several All Both "
    "Each Every Few No None Not Only Once Last Next Nearly Almost Another Other Others One Two Three Just Even Despite "
    "According Asked Speaking Is Are Was Were Did Do Does Has Have Had Will Would Can Could Should May Might Must"
)
# After a clock time these carry on: "8 p.m. Monday", "5 a.m. EST".
AFTER_CLOCK = _listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Eastern Central Mountain Pacific Greenwich "
    "Universal Local"
)
# After a quoted question or outcry they show that the sentence goes on: '"Why now?" Marn asked.'
SPEECH_VERBS = _listed(
    "said says asked asks told tells wondered cried shouted added wrote writes replied answered exclaimed demanded "
    "declared insisted recalled joked tweeted posted continued inquired"
)
FILE_ENDINGS = _listed("pdf doc docx txt jpg jpeg png gif svg html htm csv xlsx json mp3 mp4 zip js py net exe")


def split_sentences(text: str) -> list[tuple[int, int]]:
    r"""Return the sentences of one block of text as offsets.

    A stop, question or exclamation mark, with the closing marks behind it, ends a sentence where a capital, a digit or
    an opening mark with one of these follows. It does not after a title or other abbreviation ("Gen.", "No. 4", "Oct.
    7", "U.N. envoy"), an initial ("J. R. Smith") or an ordinal or list number; an abbreviation that can end a sentence
    does so before a word that opens one ("in the U.S. The council ..."). Three dots, dashes and decimals do not end
    one; four dots, or three before such an opening word, do. A question or outcry in quotation marks followed by its
    speaker and a verb of saying goes on. A blank line always ends a sentence, and so does a stop glued between two
    words ("homes.have"), except in abbreviations, addresses, handles and file names; a single word glued to the end of
    a block ("refugees.UNRWA") is no sentence and stays with the one before it.

    Quotations: one that stands by itself, from the beginning of a sentence to the end of one, has the sentences it
    shows. One set into a sentence, with words before or behind it, does not split it ("'We agree. Yes.' he said" is
    one), unless it holds whole statements: a stop inside it counts where at least three quoted words stand on both
    sides. This is what a reader counts, and keeps a speech reported after "she said:" from becoming one endless
    sentence.

    Returns
    -------
    list of (int, int)
        Start and end (exclusive) of each sentence, in order, without the space around it. Together they hold every
        character of `text` that is not space.

    Examples
    --------
    >>> text = "Gen. Marn left the U.N. talks at 8 a.m. on Friday. \"We agree. Yes,” he said... They left."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Gen. Marn left the U.N. talks at 8 a.m. on Friday.', '"We agree. Yes,” he said...', 'They left.']
    """
    plain = align_text(text)
    spans = [span for span in quoted_spans(text) if span.certain and span.depth == 0]
    starts = {span.start for span in spans}
    ends = [end for match in _RUN.finditer(plain) if (end := _sentence_end(plain, match, starts)) is not None]
    ends = [end for end in _settle_quotations(plain, ends, spans) if not _leaves_one_word(plain, end)]
    breaks = [match.start() for match in _BLANK_LINE.finditer(plain)]
    bounds = [0, *sorted({*ends, *breaks}), len(text)]
    return [bound for a, b in pairwise(bounds) if (bound := _trim(text, a, b)) is not None]


def find_glued(text: str) -> list[int]:
    """Return the offsets where two words, or a word and a web address, stand glued together and are to be cut apart.

    Examples
    --------
    >>> text = "out of their homes.have packed into a meetinghttps://example.org today"
    >>> [text[i : i + 5] for i in find_glued(text)]
    ['have ', 'https']
    """
    plain = align_text(text)
    addresses = [match.start() for match in re.finditer(r"(?<=[^\W_])(?:https?://|pic\.twitter\.com/)", plain)]
    ends = (_sentence_end(plain, match, set()) for match in _RUN.finditer(plain))
    return sorted({*addresses, *(end for end in ends if end is not None and not plain[end].isspace())})


def _leaves_one_word(plain: str, end: int) -> bool:
    """Return whether a glued stop at `end` leaves no more than one word, without a stop, to the end of the block."""
    return re.fullmatch(r"[^\W_]+\s*", plain[end:]) is not None if not plain[end].isspace() else False


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(stripped)


def _sentence_end(plain: str, match: re.Match[str], opening: set[int]) -> int | None:
    """Return where the sentence ends that the stops of `match` close, or None where they close none."""
    run, stop = match.group(), match.end()
    closed = _CLOSERS.match(plain, stop).end()
    end = next((i for i in range(stop, closed) if i in opening), closed)
    ahead = plain[end : end + _AHEAD]
    before = plain[max(0, match.start() - _BEFORE) : match.start()]
    marks = plain[stop:end]
    if not ahead.strip():
        return None
    if run[0] in _FULL_WIDTH:
        return end
    if ahead[0].isspace():
        ends = _starts_sentence(ahead) and _ends_before(run, before, marks, ahead.lstrip())
    else:
        ends = _is_glued(run, before, marks, ahead)
    return end if ends else None


def _starts_sentence(ahead: str) -> bool:
    """Return whether what follows could open a sentence: a capital, a digit, a handle, a script without capitals."""
    rest = ahead.lstrip()
    rest = rest[_OPENERS.match(rest).end() :]
    first = rest[:1]
    if first in ("@", "#", "$", "£", "€"):
        return True
    return first.isalnum() and (not first.islower() or rest[1:2].isupper())


def _ends_before(run: str, before: str, marks: str, ahead: str) -> bool:
    """Return whether the stops `run`, closed by `marks`, end a sentence before `ahead`, which could open one."""
    quoted = '"' in marks or "'" in marks
    if "?" in run or "!" in run:
        return not before.endswith("(") and not (quoted and _is_speaker_clause(ahead))
    if _is_ellipsis(run):
        return quoted or ahead[0] in "\"'" or (_next_word(ahead) in SENTENCE_OPENERS and _next_word(ahead) != "I")
    return len(run) > 1 or run in "؟۔" or _ends_after_word(before, ahead)


def _is_ellipsis(run: str) -> bool:
    return run in ("...", "…", "..") or " " in run


def _is_speaker_clause(ahead: str) -> bool:
    """Return whether a name and a verb of saying follow, as in 'Marn asked'."""
    words = [word.strip(",.;") for word in ahead.split()[:7]]
    if words[0] in SENTENCE_OPENERS:
        return False
    for word in words[1:]:
        if word in SPEECH_VERBS:
            return True
        if word[:1].islower() and word not in _NAME_LINKS:
            return False
    return False


def _next_word(ahead: str) -> str:
    """Return the word that comes next; with its stop, if it is an initial."""
    match = re.match(r"[\"'(\[]*((?:[^\W_]\.)+|[^\W_]+)", ahead)
    return match.group(1) if match else ""


def _ends_after_word(before: str, ahead: str) -> bool:
    """Return whether a single stop after `before` ends a sentence: the question of abbreviations."""
    word = re.search(r"(?:[^\W_]|[.'&])*$", before).group().lstrip(".'&")
    following = _next_word(ahead)
    known = _fold_capitals(word)
    if known in TITLES or word.lower() in ("e.g", "i.e", "a.k.a", "c.f"):
        return False
    if known in BEFORE_NUMBER:
        return not following[:1].isdigit()
    if word.lower() in ("a.m", "p.m"):
        return following not in AFTER_CLOCK and not _TIME_ZONE.fullmatch(following)
    if known in OPEN_ENDED or (_INITIALS.fullmatch(word) and not word.islower()):
        return following in SENTENCE_OPENERS
    return not word.isdigit() or _ends_after_number(word, before, ahead)


def _fold_capitals(word: str) -> str:
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def _ends_after_number(number: str, before: str, ahead: str) -> bool:
    """Return whether a stop ends a sentence behind a number: not in "1. Item" and "4. May"."""
    return bool(before[: -len(number)].strip()) and not (_DAY.fullmatch(number) and _MONTH.match(ahead))


def _is_glued(run: str, before: str, marks: str, ahead: str) -> bool:
    """Return whether the stop stands between two words that a lost space or a lost link has glued together."""
    left = re.search(r"\S*$", before).group()
    right = re.match(r"\S*", ahead).group()
    if len(run) > 1 or re.search(r"@|://|www\.|[/\\=#]", left + right):
        return False
    opened = _OPENERS.match(right).end()
    if run in "?!" or marks or opened:
        return right[opened : opened + 1].isupper() and left[-1:].isalnum() and _known_end(left)
    return _glues_words(re.search(r"[^\W_]*$", left).group(), right) and _known_end(left)


def _known_end(left: str) -> bool:
    """Return whether `left` does not end in an abbreviation."""
    word = re.search(r"[^\W_]*$", left).group()
    return word not in TITLES | OPEN_ENDED | BEFORE_NUMBER and len(word) > 1


def _glues_words(left: str, right: str) -> bool:
    """Return whether a stop between these two can only be the end of a sentence: no address, no file name, no code."""
    following = re.match(r"[^\W\d_]*", right).group()
    last_label = re.match(r"[\w.-]*", right).group().rstrip(".-").rsplit(".", 1)[-1]
    word_before = left[-2:].islower() and left[-2:].isalpha()
    if following in ("A", "I") and following == right:
        return word_before
    if not following[1:] or last_label.lower() in FILE_ENDINGS:
        return False
    if following.islower():
        return word_before and last_label not in TOP_DOMAINS
    if last_label.lower() in TOP_DOMAINS and last_label[2:]:
        return False
    return word_before or bool(left[1:] and following.istitle())


def _settle_quotations(plain: str, ends: list[int], spans: list[QuotedSpan]) -> list[int]:
    """Drop the ends inside quotations that are set into a sentence and do not divide whole statements."""
    inside = [
        [end for end in _between(ends, span) if _has_word(plain[end : span.inner_end][:_AHEAD])] for span in spans
    ]
    outer = sorted(set(ends).difference(*inside))
    kept = list(outer)
    for span, inner in zip(spans, inside, strict=True):
        kept.extend(_whole_statements(plain, inner, span) if inner and _is_set_in(plain, outer, span) else inner)
    return sorted(kept)


def _between(ends: list[int], span: QuotedSpan) -> list[int]:
    return ends[bisect_right(ends, span.start) : bisect_left(ends, span.inner_end)]


def _is_set_in(plain: str, outer: list[int], span: QuotedSpan) -> bool:
    """Return whether words of the same sentence stand before or behind the quotation."""
    before, behind = bisect_right(outer, span.start) - 1, bisect_left(outer, span.end)
    lead = plain[outer[before] if before >= 0 else 0 : span.start]
    tail = plain[span.end : outer[behind] if behind < len(outer) else len(plain)]
    return _has_word(lead[-_AHEAD:]) or _has_word(tail[:_AHEAD])


def _whole_statements(plain: str, inner: list[int], span: QuotedSpan) -> Iterator[int]:
    start = span.inner_start
    for end in inner:
        sides = plain[start:end][-_ENOUGH:], plain[end : min(span.inner_end, end + _ENOUGH)]
        if min(len(split_words(side)) for side in sides) >= QUOTED_SENTENCE_WORDS:
            start = end
            yield end


def _has_word(piece: str) -> bool:
    return any(char.isalnum() for char in piece)
