import sys
from pathlib import Path

import pandas as pd
import pytest

from workbench.language import cache, parser, segment, segment_text

TEXT = "The talks failed. Nobody was surprised."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def count_parses(monkeypatch):
    calls = []
    parse = parser.parse_texts
    monkeypatch.setattr(parser, "parse_texts", lambda texts: calls.append(list(texts)) or parse(calls[-1]))
    return calls


def segment_one(text=TEXT, *, zone="body", article_id="a", **options):
    articles = pd.DataFrame({"article_id": [article_id], "text": [text]})
    blocks = pd.DataFrame(
        {"article_id": [article_id], "block_id": [0], "start": [0], "end": [len(text)], "zone": [zone]}
    )
    return segment_text(articles, blocks, **options)


def entries(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_second_run_parses_nothing_and_gives_the_same(folder, count_parses):
    first = segment_one()
    second = segment_one()
    assert len(count_parses) == 1
    assert len(entries(folder)) == 1
    for a, b in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(a, b)
    pd.testing.assert_frame_equal(first[1], segment_one(cache=False)[1])


def test_one_text_under_two_ids_is_parsed_once(folder, count_parses):
    segment_one(article_id="a")
    _, tokens = segment_one(article_id="b")
    assert len(count_parses) == 1
    assert set(tokens["article_id"]) == {"b"}


@pytest.mark.parametrize("change", [{"text": TEXT + "!"}, {"zone": "caption"}])
def test_another_text_or_zone_is_another_parse(folder, count_parses, change):
    segment_one()
    segment_one(**change)
    assert len(count_parses) == 2


def test_another_code_version_is_another_parse(folder, count_parses, monkeypatch):
    segment_one()
    monkeypatch.setattr(segment, "_code_version", lambda: "newer")
    segment_one()
    assert len(count_parses) == 2


def test_another_model_is_another_parse(folder, count_parses, monkeypatch):
    segment_one()
    monkeypatch.setattr(parser, "parser_info", lambda: {"model": "other", "version": "9"})
    segment_one()
    assert len(count_parses) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"PAR1", b"PAR2"),
        lambda content: content[:-20] + b"x" * 20,
        lambda content: b"not a parse at all",
    ],
)
def test_a_damaged_entry_is_made_again(folder, count_parses, damage):
    _, expected = segment_one()
    (path,) = entries(folder)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    _, found = segment_one()
    pd.testing.assert_frame_equal(found, expected)
    assert len(count_parses) == 2
    assert len(path.read_bytes()) == len(whole)


def test_a_whole_entry_that_is_no_table_is_made_again(folder, count_parses, monkeypatch):
    _, expected = segment_one()
    (path,) = entries(folder)
    monkeypatch.setattr(pd.DataFrame, "to_parquet", lambda self, buffer, index: buffer.write(b"no table"))
    cache.write_entry(path.stem, expected)
    monkeypatch.undo()
    monkeypatch.setenv("WORKBENCH_CACHE", str(folder))
    pd.testing.assert_frame_equal(segment_one()[1], expected)


def test_an_entry_moved_to_another_name_is_not_trusted(folder):
    segment_one()
    (path,) = entries(folder)
    first, second = path.stem, path.stem[:2] + "1" * 62
    assert cache.read_entry(first) is not None
    path.rename(path.with_name(f"{second}.parse"))
    assert cache.read_entry(second) is None
    assert cache.read_entry(first) is None


def test_an_entry_of_another_installation_is_not_trusted(folder, tmp_path, monkeypatch, count_parses):
    _, expected = segment_one()
    (path,) = entries(folder)
    whole = path.read_bytes()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert cache.read_entry(path.stem) is None
    pd.testing.assert_frame_equal(segment_one()[1], expected)
    assert len(count_parses) == 2
    assert path.read_bytes() != whole


def test_the_key_is_kept_for_its_owner_alone_and_mended_where_it_is_damaged(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    segment_one()
    key = cache.key_file()
    assert len(key.read_bytes()) == 32
    assert not key.is_relative_to(folder)
    if sys.platform != "win32":
        assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"cut")
    cache._read_key_from.cache_clear()
    assert cache.read_entry(entries(folder)[0].stem) is None
    assert len(key.read_bytes()) == 32


def test_where_no_key_can_be_kept_a_run_still_works(folder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    assert len(segment_one()[0]) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda df: df.assign(start=df["start"].astype("str")),
        lambda df: df.assign(start=df["start"].astype("float64")),
        lambda df: df.assign(is_word=1),
        lambda df: df.assign(lemma=5),
        lambda df: df.assign(lemma=None),
        lambda df: df.assign(end=df["start"]),
        lambda df: df.assign(start=-1),
        lambda df: df.assign(head_id=10**6),
        lambda df: df.assign(more="x"),
    ],
)
def test_a_signed_entry_of_other_types_is_not_believed(folder, count_parses, spoil):
    _, expected = segment_one()
    key = entries(folder)[0].stem
    cache.write_entry(key, spoil(cache.read_entry(key)))
    assert cache.read_entry(key) is None
    pd.testing.assert_frame_equal(segment_one()[1], expected)
    assert len(count_parses) == 2


def test_a_whole_entry_that_lacks_a_column_is_made_again(folder, count_parses):
    _, expected = segment_one()
    key = entries(folder)[0].stem
    cache.write_entry(key, cache.read_entry(key).drop(columns="lemma"))
    pd.testing.assert_frame_equal(segment_one()[1], expected)


def test_no_cache_writes_nothing(folder):
    segment_one(cache=False)
    assert not folder.exists()


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("WORKBENCH_CACHE", str(blocked))
    sentences, _ = segment_one()
    assert len(sentences) == 2
    assert blocked.read_text() == "in the way"


def test_a_write_that_fails_leaves_nothing_behind(folder, monkeypatch):
    def fail(*_):
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    cache.write_entry("ab" + "0" * 62, pd.DataFrame({"a": [1]}))
    assert entries(folder) == []


@pytest.mark.parametrize(
    ("platform", "variable", "tail"),
    [
        ("linux", "XDG_CACHE_HOME", ""),
        ("win32", "LOCALAPPDATA", ""),
        ("linux", None, ".cache"),
        ("darwin", None, "Library/Caches"),
        ("win32", None, "AppData/Local"),
    ],
)
def test_the_folder_is_the_platforms(tmp_path, monkeypatch, platform, variable, tail):
    for name in ("WORKBENCH_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path))
    assert cache.cache_folder() == tmp_path / tail / "news-framing-workbench"
