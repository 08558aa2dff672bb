"""Every exclusion rule by its own table: the number in brackets is left out by it, the near miss is kept."""

import pytest

from workbench.measures.quantities.exclusions import EXCLUSIONS, is_excluded
from workbench.measures.quantities.numerals import locate_quantities
from workbench.tokens.tree import build_trees

# What a rule asks beside its expression, one by one: the largest number, the qualifier, the kind of number, the parse.
ALSO_LEFT_OUT = [
    ("day before month", "They hired [31] March marchers."),
    ("year", "It was built in [1000] by the guards."),
    ("year", "It was built in [2100] by the guards."),
    ("year", "They hired in [1999] guards."),
    ("year", "The guards killed [1200], reports said."),
    ("year", "They killed [1200] in Callow."),
    ("age after 'aged'", "A teacher aged [120] slept there."),
    ("years old", "The [120]-year-old teacher slept there."),
    ("age in apposition", "Ilse Marn, [120], lives in the valley."),
    ("age in apposition", "Marn, [34], lives in the valley."),
    ("persons under an age", "It is open to women under [120]."),
    ("persons under an age", "It is open to women over [30]."),
    ("age told", "She is [120] and lives in the valley."),
    ("emergency number", "They made [999] calls that night."),
    ("label", "She read pages [11] to 12 aloud."),
    ("number of a name", "Marn [4] left."),
    ("refers back", "The [ten] leaders shook hands."),
    ("refers back", "Those [two] leaders shook hands."),
    ("points of a list", "There are two reasons: [ten], the price."),
    ("odds", "The odds were [40] to 1 that day."),
    ("table cell", "Total     [40%]     Callow"),
    ("table cell", "Total     [$40]     Callow"),
    ("table cell", "Total     [dozens]     Callow"),
    ("part of a time", "They spoke for [a third] of an hour."),
    ("compound that names no unit", "Both sides want a [two]-hour solution."),
    ("compound that names no unit", "Both sides want a [$2]-state solution."),
    ("compound that names no unit", "Both sides want a [dozens]-state solution."),
    ("time ago", "The bridge closed [hundreds] years ago."),
    ("window", "Guards killed a man in the past [hundreds] hours."),
    ("window", "They searched for [three] days."),
    ("window with a qualifier", "They searched the fort under [24] hours."),
    ("window with a qualifier", "They searched the fort over [three] days of talks."),
    ("score", "The club won [3-4]."),
    ("tens, scores", "Their [tens] rose."),
]
ALSO_KEPT = [
    "They hired [32] March marchers.",
    "They hired more than [1999] that year.",
    "They built at least [1999] there.",
    "The firm hired [1200] nurses.",
    "They need [1200] beds, he said.",
    "[2031] people were killed.",
    "A teacher aged [121] slept there.",
    "The [121]-year-old teacher slept there.",
    "Ilse Marn, [121], lives in the valley.",
    "Ilse Marn, a [34], lives in the valley.",
    "In Callow, [34], all guards, stayed.",
    "On Monday, [34], all guards, stayed.",
    "It is open to women under [121].",
    "It is open to women about [30].",
    "She is [121] and lives in the valley.",
    "She is about [70] and lives in the valley.",
    "They met in old about [Seven] Oaks.",
    "They made more than [911] calls that night.",
    "She read chapter about [11] aloud.",
    "They met at about [14] Harbour Street.",
    "Dial about [0800] for help.",
    "He watched the news on Radio about [4].",
    "The [eleven] leaders shook hands.",
    "The about [two] leaders shook hands.",
    "They listened to the about [411], a song.",
    "There are two reasons: about [one], the price.",
    "The odds were [40] to one billion that day.",
    "They spoke for [one in three] of an hour.",
    "They lost [half] of the harvest.",
    "The guards rose to [half] at once.",
    "The guards were over [half] asleep.",
    "[Two thirds] were asleep.",
    "Both sides want a [two]-weeks truce.",
    "The bridge closed [dozens] of years ago.",
    "Guards rested for [three] days of talks.",
    "They searched the fort about [24] hours.",
    "The club won [3-4] happy matches.",
    "Their [dozens] rose.",
    "They flew Boeing [737] jets home.",
]


@pytest.fixture(scope="module")
def numbers(parse_texts):
    """The number in brackets of every sentence of the table, read as the workbench reads it."""
    marked = {sentence: sentence.index("[") for rule in EXCLUSIONS for sentence in (rule.excluded, rule.kept)}
    marked |= {sentence: sentence.index("[") for sentence in (*(sentence for _, sentence in ALSO_LEFT_OUT), *ALSO_KEPT)}
    texts = {sentence: sentence.replace("[", "").replace("]", "") for sentence in marked}
    found = {}
    for tree in build_trees(parse_texts(texts)[1]):
        for quantity in locate_quantities(tree, texts[tree.article_id]):
            if tree.start[quantity.first] == marked[tree.article_id]:
                found[tree.article_id] = quantity
    return found


def test_names_are_given_once():
    assert len({rule.name for rule in EXCLUSIONS}) == len(EXCLUSIONS)


@pytest.mark.parametrize("rule", EXCLUSIONS, ids=lambda rule: rule.name)
def test_its_example_is_left_out_by_this_rule_alone(numbers, rule):
    quantity = numbers[rule.excluded]
    assert [other.name for other in EXCLUSIONS if other.applies(quantity)] == [rule.name]


@pytest.mark.parametrize("rule", EXCLUSIONS, ids=lambda rule: rule.name)
def test_its_near_miss_is_kept(numbers, rule):
    quantity = numbers[rule.kept]
    assert not is_excluded(quantity), [other.name for other in EXCLUSIONS if other.applies(quantity)]


@pytest.mark.parametrize(("name", "sentence"), ALSO_LEFT_OUT)
def test_each_thing_a_rule_asks_lets_it_apply(numbers, name, sentence):
    assert [rule.name for rule in EXCLUSIONS if rule.applies(numbers[sentence])] == [name]


@pytest.mark.parametrize("sentence", ALSO_KEPT)
def test_each_thing_a_rule_asks_keeps_a_near_miss(numbers, sentence):
    assert [rule.name for rule in EXCLUSIONS if rule.applies(numbers[sentence])] == []
