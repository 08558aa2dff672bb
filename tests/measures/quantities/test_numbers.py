import math

import pytest

from workbench.measures.quantities.numerals import find_numbers, parse_fraction, parse_loose, parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7),
        ("1,160", 1160),
        ("2.4 million", 2.4e6),
        ("8.2 mln", 8.2e6),
        ("9.3bn", 9.3e9),
        ("twelve", 12),
        ("twenty-one", 21),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("three hundred thousand", 3e5),
        ("two million three hundred thousand", 2.3e6),
        ("half a million", 5e5),
        ("a quarter of a million", 2.5e5),
        ("one and a half million", 1.5e6),
        ("half a dozen", 6),
        ("1½", 1.5),
        ("4-1/2", 4.5),
    ],
)
def test_value_of_a_number(words, value):
    assert parse_number(words) == value


def test_every_number_word_has_its_value():
    ones = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    for value, word in enumerate(f"{ones} eighteen nineteen".split(), 1):
        assert parse_number(word) == value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2):
        assert parse_number(word) == 10 * value
        assert parse_number(f"{word}-nine") == 10 * value + 9
    for power, word in ((2, "hundred"), (3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")):
        assert (parse_number(f"3 {word}"), parse_number(f"a {word}"), parse_loose(f"{word}s")) == (
            3 * 10**power,
            10**power,
            10**power,
        )
    for power, short in ((3, "k"), (6, "m"), (6, "mn"), (6, "mln"), (9, "bn"), (9, "bln"), (12, "tn")):
        assert parse_number(f"3{short}") == 3 * 10**power
    for lower, word in enumerate(
        ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2
    ):
        assert parse_fraction(f"one {word}") == 1 / lower
    assert [parse_number(digit) for digit in ("½", "¼", "2¾")] == [0.5, 0.25, 2.75]
    assert [parse_loose(word) for word in ("tens", "dozens", "scores", "tens of thousands")] == [10, 12, 20, 10_000]
    assert (parse_number("two and a half"), parse_number("three quarters of a gull")) == (
        2.5,
        pytest.approx(math.nan, nan_ok=True),
    )


def test_words_that_are_no_number_have_no_value():
    assert math.isnan(parse_number("gull"))


@pytest.mark.parametrize(
    ("words", "value"), [("half", 0.5), ("a quarter", 0.25), ("two-thirds", 2 / 3), ("one fifth", 0.2)]
)
def test_value_of_a_fraction(words, value):
    assert parse_fraction(words) == pytest.approx(value)


@pytest.mark.parametrize(("words", "least"), [("dozens", 12), ("hundreds of thousands", 1e5), ("a few thousand", 1e3)])
def test_least_value_of_an_indefinite_number(words, least):
    assert parse_loose(words) == least


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("20 to 30 boats", [("count", 20, 30)]),
        ("between 1,000 and 1,500 people", [("count", 1000, 1500)]),
        ("two to three million crowns", [("count", 2e6, 3e6)]),
        ("10 or 15 pct", [("share", 0.10, 0.15)]),
        ("rose from 20 to 30", [("count", 20, 20), ("count", 30, 30)]),
        ("20 and 30 boats", [("count", 20, 20), ("count", 30, 30)]),
        ("one in five residents", [("share", 0.2, 0.2)]),
        ("£600m", [("money", 6e8, 6e8)]),
        ("1 in 1,000 residents", [("share", 0.001, 0.001)]),
        ("1 in 1,001 residents", [("count", 1, 1), ("count", 1001, 1001)]),
        ("five out of five boats", [("count", 5, 5), ("count", 5, 5)]),
        ("999 to 2000 thousand boats", [("count", 999e3, 2e6)]),
        ("1000 to 2000 thousand boats", [("count", 1000, 2e6)]),
        ("1 to 2 thousand boats", [("count", 1000, 2000)]),
        ("1000 to 2 thousand boats", [("count", 1000, 2000)]),
        ("$20 to $30", [("money", 20, 30)]),
        ("20 to $30", [("count", 20, 20), ("money", 30, 30)]),
        ("20% to 30", [("share", 0.2, 0.2), ("count", 30, 30)]),
        ("20 to 20 boats", [("count", 20, 20), ("count", 20, 20)]),
        ("scored 3-1", []),
        ("the G20, an F-16, the 1990s, the 2nd", []),
    ],
)
def test_numbers_of_a_sentence(sentence, expected):
    assert [(n.kind, pytest.approx(n.low), pytest.approx(n.high)) for n in find_numbers(sentence)] == expected
