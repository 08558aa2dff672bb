"""A token takes few bytes: columns of codes and small integers, each word type once."""

from workbench.study import open_study

WANTED = 60  # bytes a token on real news; long texts share their dictionaries, the five reports little of theirs


def test_a_token_takes_few_bytes(osmere_folder):
    tokens = open_study(osmere_folder)["tokens"]
    codes = sum(
        tokens[name].cat.codes.dtype.itemsize if tokens[name].dtype == "category" else tokens[name].dtype.itemsize
        for name in tokens
    )
    assert codes <= WANTED
    texts = [name for name in tokens if tokens[name].dtype == "str"]
    assert texts == []
