import pytest

from workbench.language import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't don’t", ["don't", "don’t"]),
        ("a well-known, long-lost man-of-war", ["a", "well-known", "long-lost", "man-of-war"]),
        ("U.N.-run camps at 8 a.m. in the U.S.", ["U.N.-run", "camps", "at", "8", "a.m.", "in", "the", "U.S."]),
        ("1,160 or 2.4% on 9/11 at 10:30", ["1,160", "or", "2.4", "on", "9/11", "at", "10:30"]),
        ("the 7th of the '90s", ["the", "7th", "of", "the", "90s"]),
        ("James' car; the Marns'", ["James", "car", "the", "Marns"]),
        ("and/or — this–that -- so", ["and", "or", "this–that", "so"]),
        ("homes.have gone", ["homes", "have", "gone"]),
        ("see https://t.co/a?b=c. Then", ["see", "https://t.co/a?b=c", "Then"]),
        ("meetinghttps://t.co/ab", ["meeting", "https://t.co/ab"]),
        ("by @HarbourNews #truce", ["by", "HarbourNews", "truce"]),
        ("Cafe\u0301 co\u00adop", ["Cafe\u0301", "co\u00adop"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("“…” !? — 🙂", []),
        ("", []),
    ],
)
def test_orthographic_words(text, words):
    assert [text[start:end] for start, end in split_words(text)] == words
