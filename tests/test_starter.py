"""`workbench init`: a corpus.toml that changes nothing until it is wanted, and then is right."""

import re

import pandas as pd
import pytest

from workbench.corpus import load_corpus, read_config
from workbench.starter import write_starter

PROPOSALS = pd.DataFrame(
    {
        "id": ["marn", "fire"],
        "label": ['Ilse "Il" Marn', "the fire"],
        "type": ["actor", "event"],
        "names": [("Marn", "Ilse Marn\\"), ()],
        "roles": [(), ("fire",)],
        "n_mentions": [4, 2],
        "n_articles": [2, 1],
    }
)


def fill(folder):
    (folder / "a b.txt").write_text(
        "Quay closes for months\n\nThe Post, 4 May 2031\n\nThe mayor said on Monday it is shut.\n"
    )
    (folder / "c.txt").write_text("The quay is shut, the mayor said on Monday.\n")
    return load_corpus(folder)


def test_nothing_changes_until_lines_are_taken_in(tmp_path):
    before = fill(tmp_path)
    path = write_starter(before, PROPOSALS, tmp_path)
    after = load_corpus(tmp_path)
    assert after.config == before.config
    for table in ("articles", "blocks", "warnings", "log", "problems", "notes"):
        pd.testing.assert_frame_equal(getattr(before, table), getattr(after, table))
    assert '# [articles."a b"]\n# label = "The Post"\n# outlet = "The Post"' in path.read_text()


def test_taken_in_whole_it_loads_and_says_the_same(tmp_path):
    before = fill(tmp_path)
    path = write_starter(before, PROPOSALS, tmp_path)
    path.write_text(re.sub("(?m)^# ", "", path.read_text()))
    entities = read_config(tmp_path).entities
    assert [(entity.label, entity.names, entity.roles) for entity in entities] == [
        ('Ilse "Il" Marn', ("Marn", "Ilse Marn\\"), ()),
        ("the fire", (), ("fire",)),
    ]
    pd.testing.assert_frame_equal(load_corpus(tmp_path).articles, before.articles)


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    corpus = fill(tmp_path)
    (tmp_path / "corpus.toml").write_text("mine = 1")
    with pytest.raises(ValueError, match="is there already; it was not changed"):
        write_starter(corpus, PROPOSALS, tmp_path)
    assert (tmp_path / "corpus.toml").read_text() == "mine = 1"
    with pytest.raises(ValueError, match="cannot be written"):
        write_starter(corpus, PROPOSALS, tmp_path / "nowhere")
