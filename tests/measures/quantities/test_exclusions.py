"""Every exclusion rule by its own table: the number in brackets is left out by it, the near miss is kept."""

import pytest

from workbench.measures.quantities.exclusions import EXCLUSIONS, is_excluded
from workbench.measures.quantities.numerals import locate_quantities
from workbench.tokens.tree import build_trees


@pytest.fixture(scope="module")
def numbers(parse_texts):
    """The number in brackets of every sentence of the table, read as the workbench reads it."""
    marked = {sentence: sentence.index("[") for rule in EXCLUSIONS for sentence in (rule.excluded, rule.kept)}
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
