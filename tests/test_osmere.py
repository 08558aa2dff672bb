"""The bundled fiction against its known truth."""

import pandas as pd
import pytest

from workbench.corpus import load_corpus
from workbench.measures.quantities import find_quantities
from workbench.study import Study

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def corpus(osmere_folder):
    return load_corpus(osmere_folder)


@pytest.fixture(scope="module")
def texts(corpus):
    return Study(corpus)


@pytest.fixture(scope="module")
def gold(osmere_folder):
    return {path.stem: pd.read_csv(path) for path in osmere_folder.glob("gold_*.csv")}


def letters(text, start, end):
    return {place for place in range(int(start), int(end)) if text[place].isalnum()}


def pair_contents(gold, found, texts):
    """Each hand-coded piece of content with the row that covers it best, at least 80 per cent of both together."""
    for row in gold.itertuples():
        mine = letters(texts[row.article_id], row.start, row.end)
        best, share = None, 0.8
        for other in found[found.article_id == row.article_id].itertuples():
            theirs = letters(texts[row.article_id], other.start, other.end)
            overlap = len(mine & theirs) / len(mine | theirs)
            if overlap >= share:
                best, share = other, overlap
        yield row, best


def test_every_line_has_the_zone_of_the_key_on_body(gold, corpus):
    merged = gold["gold_zones"].merge(corpus.blocks, on=["article_id", "start", "end"], suffixes=("_key", ""))
    assert len(merged) == len(gold["gold_zones"])
    assert ((merged.zone_key == "body") == (merged.zone == "body")).all()
    assert (merged.zone_key == merged.zone).mean() >= 0.95


def test_sentence_counts_are_those_of_the_key(gold, texts):
    counted = texts["sentences"][texts["sentences"].zone == "body"].groupby("article_id").size()
    by_hand = gold["gold_sentences"].set_index("article_id").n_sentences
    assert (counted - by_hand).abs().max() <= 1


def test_most_attributions_of_the_key_are_found_with_their_source(gold, corpus, texts):
    bodies = dict(zip(corpus.articles.article_id, corpus.articles.text, strict=True))
    key = gold["gold_attributions"].query("form not in ('pullquote', 'embed')")
    pairs = list(pair_contents(key, texts["attributions"], bodies))
    found = [(row, best) for row, best in pairs if best is not None]
    named = [best.source_name == row.source_name for row, best in found if isinstance(row.source_name, str)]
    assert len(found) / len(pairs) >= 0.7
    assert sum(named) / len(named) >= 0.7


def test_the_pull_quote_and_the_post_are_listed_and_not_counted(texts):
    forms = texts["attributions"].groupby("zone").form.unique().map(list).to_dict()
    assert forms["pullquote"] == ["pullquote"]
    assert forms["social"] == ["embed"]


def test_the_figures_of_the_fact_sheet_are_found_with_who_vouches(corpus, texts):
    found = find_quantities(
        texts["tokens"], articles=corpus.articles, attributions=texts["attributions"], config=corpus.config
    )
    deaths = found[found.value.isin([400, 500])].set_index("article_id")
    assert deaths.qualifier.to_dict() == {"callow-courier": "nearly", "straits-observer": "more than"}
    assert deaths.credited_to["straits-observer"] == "Callow hospital register"
    assert found[found.value == 9000].groupby("article_id").credited_to.first().notna().to_dict() == {
        "callow-courier": False,
        "straits-observer": True,
    }
