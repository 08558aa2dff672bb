"""From a folder to tables: what is kept, filled, logged and left alone."""

import hashlib

import pandas as pd
import pytest

from workbench.corpus import Corpus, CorpusError, list_corpora, load_corpus
from workbench.schema import TABLES

TEXT = "Harbour council closes the quay\nBy Ada Lind\n\nThe mayor said on Monday that the quay would be closed for months.\n"


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_of_texts_gives_the_tables(tmp_path):
    raw = TEXT.replace("\n", "\r\n").encode()
    corpus = load_corpus(write(tmp_path / "quay", b__txt=raw, a__md=TEXT + "Further.", README__md="About."))
    assert isinstance(corpus, Corpus)
    assert corpus.name == "quay"
    assert corpus.articles.columns.tolist() == list(TABLES["articles"])
    assert corpus.articles["article_id"].tolist() == ["a", "b"]
    row = corpus.articles.iloc[1]
    assert row["text"] == raw.decode()
    assert (row["source_file"], row["encoding"], row["sha256"]) == ("b.txt", "utf-8", hashlib.sha256(raw).hexdigest())
    assert pd.isna(row["outlet"])
    assert corpus.problems.empty
    assert corpus.problems.columns.tolist() == ["source_file", "message"]
    assert "README.md" in corpus.log["source_file"].tolist()


def test_blocks_and_warnings_point_into_the_text(tmp_path):
    corpus = load_corpus(write(tmp_path, a__txt=TEXT))
    text = corpus.articles["text"].iloc[0]
    spans = [text[start:end] for start, end in corpus.blocks[["start", "end"]].itertuples(index=False)]
    assert spans == [line for line in TEXT.split("\n") if line]
    assert (corpus.warnings["end"] <= len(text)).all()


def test_a_single_file_takes_no_sidecars(tmp_path):
    write(tmp_path, a__txt=TEXT, corpus__toml="[corpus]\ntitle = 'x'\n")
    corpus = load_corpus(tmp_path / "a.txt")
    assert (corpus.name, corpus.config.title, len(corpus.articles)) == ("a", None, 1)
    assert load_corpus(tmp_path).config.title == "x"


def test_table_then_hand_then_text_fill_the_metadata(tmp_path):
    table = f'id,outlet,headline,text\na,Feed,Named in table,"{TEXT}"\nb,Feed,,"{TEXT} Further."\n'
    config = '[articles.a]\noutlet = "The Post"\n'
    corpus = load_corpus(write(tmp_path, t__csv=table, corpus__toml=config))
    first, second = (row for _, row in corpus.articles.iterrows())
    assert (first["outlet"], second["outlet"]) == ("The Post", "Feed")
    assert first["title"] == "Named in table"
    assert second["title"] == "Harbour council closes the quay"
    assert second["byline"] == "Ada Lind"
    hand = corpus.log[corpus.log["decided_by"] == "hand"].iloc[0]
    assert (hand["rule"], hand["before"], hand["after"]) == ("outlet-stated", "Feed", "The Post")


def test_further_columns_are_metadata_and_said_in_the_log(tmp_path):
    table = f'id,section,text\nb,World,"{TEXT}"\na,,"{TEXT} Further."\n'
    corpus = load_corpus(write(tmp_path, t__csv=table))
    assert corpus.metadata["article_id"].tolist() == ["a", "b"]
    assert corpus.metadata["section"].isna().tolist() == [True, False]
    assert "metadata section" in corpus.log["after"].tolist()


def test_zones_by_hand_are_taken_from_the_folder_or_the_argument(tmp_path):
    overrides = "article_id,start,end,zone,coder,note\na,0,31,crosshead,xy,\n"
    folder = write(tmp_path, a__txt=TEXT, zones__csv=overrides)
    assert load_corpus(folder).blocks["zone"].iloc[0] == "crosshead"
    frame = pd.DataFrame([{"article_id": "a", "start": 0, "end": 31, "zone": "teaser", "coder": "xy", "note": ""}])
    assert load_corpus(folder, zone_overrides=frame).blocks["zone"].iloc[0] == "teaser"


def test_an_article_of_the_configuration_that_is_missing_is_a_problem(tmp_path):
    corpus = load_corpus(write(tmp_path, a__txt=TEXT, corpus__toml='[articles.b]\ntitle = "x"\n'))
    assert corpus.problems["message"].iloc[0].startswith("corpus.toml: articles.b is not an article that was loaded")


def test_a_faulty_configuration_stops_the_load(tmp_path):
    with pytest.raises(CorpusError, match=r"corpus.x is not a known key"):
        load_corpus(write(tmp_path, a__txt=TEXT, corpus__toml="[corpus]\nx = 1\n"))


def test_loading_twice_gives_the_same(tmp_path):
    write(tmp_path, a__txt=TEXT, b__html=f"<p>{TEXT}</p><p>More.</p>", t__jsonl='{"text": "One quay."}\n')
    first, second = load_corpus(tmp_path), load_corpus(tmp_path)
    for table in ("articles", "blocks", "warnings", "log", "problems", "metadata"):
        pd.testing.assert_frame_equal(getattr(first, table), getattr(second, table))


def test_the_bundled_corpus_is_listed_and_loads(osmere_folder):
    row = list_corpora().set_index("name").loc["osmere"]
    corpus = load_corpus("osmere")
    assert row["fiction"]
    assert corpus.config.fiction
    assert row["n_articles"] == len(corpus.articles) >= 3
    assert corpus.problems.empty
    assert row["folder"] == str(osmere_folder)


def test_a_manifest_without_texts_is_listed_and_says_where_they_go(tmp_path, monkeypatch):
    write(tmp_path / "known" / "elsewhere", manifest__json="{}", gold_zones__csv="article_id\n")
    monkeypatch.setenv("WORKBENCH_CORPORA", str(tmp_path / "known"))
    assert list_corpora().set_index("name").loc["elsewhere", "n_articles"] == 0
    with pytest.raises(
        CorpusError, match=r"holds a manifest but none of its texts.*Put the article files into .*elsewhere"
    ):
        load_corpus("elsewhere")


def test_the_real_corpus_loads_untouched(truce_folder):
    corpus = load_corpus(truce_folder)
    assert len(corpus.articles) == 5
    assert corpus.articles["outlet"].isna().all()
    for row in corpus.articles.itertuples():
        raw = (truce_folder / row.source_file).read_bytes()
        assert (row.text, row.sha256) == (raw.decode("utf-8"), hashlib.sha256(raw).hexdigest())
    assert "language" not in corpus.warnings["rule"].tolist()
