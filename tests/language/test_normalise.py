import unicodedata

import numpy as np
import pytest

from workbench.language import align_text
from workbench.language.words import normalise_text


def test_the_aligned_copy_keeps_every_offset():
    text = "“Don’t,” ‘she’ said\u00a0–\u2009the well‑known «plan»…\n"
    copy = align_text(text)
    assert len(copy) == len(text)
    assert copy == '"Don\'t," \'she\' said – the well-known "plan"…\n'


def test_lone_surrogates_become_the_replacement_character():
    assert align_text("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("wait…", "wait..."),
        ("co\u00adop", "coop"),
        ("Cafe\u0301", "Café"),
        ("\u200fab\ufeff", "ab"),
        ("\u0958", "\u0915\u093c"),
    ],
)
def test_changes_of_length_stay_in_the_map(text, copy):
    found, offsets = normalise_text(text)
    assert found == copy
    assert len(offsets) == len(copy) + 1
    assert offsets[-1] == len(text)


def test_a_span_of_the_copy_leads_back_to_the_text():
    text = "“Cafe\u0301 owners… agreed,” he\u00a0said."
    copy, offsets = normalise_text(text)
    start = copy.index("agreed")
    assert text[offsets[start] : offsets[start + len("agreed")]] == "agreed"
    start = copy.index("Café")
    assert text[offsets[start] : offsets[start + len("Café")]] == "Cafe\u0301"


def test_the_copy_of_any_text_is_in_normal_form_with_a_map_that_never_falls():
    rng = np.random.default_rng(0)
    pool = [*"abE 가ㄱ…“’e\u0301\u0300\u0327\u1161\u11a8ᄀ각\uf900\u0958\u093cक\u0344ọ\u0308🙂"]
    for _ in range(3000):
        text = "".join(rng.choice(pool, size=rng.integers(0, 13)))
        copy, offsets = normalise_text(text)
        assert copy == unicodedata.normalize("NFC", align_text(text).replace("…", "..."))
        assert len(offsets) == len(copy) + 1
        assert (np.diff(offsets) >= 0).all()
