"""Everything a folder may wrongly hold: one clear sentence each, and the other articles are loaded."""

import json
import os
import time
from pathlib import Path

import pandas as pd
import pytest

from workbench.corpus import CorpusError, load_corpus

GOOD = "The mayor said on Monday that the quay would be closed for months."
BIG = b"The quay is closed for months, and the bridge too. " * 1_000_000
BAD = {
    "empty.txt": (b"", "empty.txt is empty (0 bytes)"),
    "white.txt": (b" \n\t\r\n \xc2\xa0", "white.txt holds no word, only white space"),
    "marks.txt": ("\u200f\ufeff\u200b".encode(), "marks.txt holds no word"),
    "binary.txt": (bytes(range(256)) * 20, "binary.txt is not text: it has a NUL byte"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.md is named as text but is a PNG image"),
    "nul.txt": (b"The quay\x00 is closed.", "nul.txt is not text: it has a NUL byte at byte 8"),
    "broken.txt": ("The café, the naïve Zoë. ".encode() + b"\xe2\x80 end", "broken.txt is UTF-8 but damaged at byte"),
    "half.txt": ("é".encode("utf-16")[:-1] + b"", "half.txt is UTF-16 but damaged at byte"),
    "huge.txt": (BIG, "huge.txt is a file of 51,000,000 bytes; at most 4,000,000 are read"),
    "long.txt": (BIG[:1_500_000], "long.txt holds 1,500,000 characters; one article may hold at most 1,000,000"),
    "notes.pdf": (b"%PDF-1.7", "notes.pdf ends in '.pdf', which cannot be read; allowed are .txt .md"),
    "plain": (b"words", "plain has no extension"),
    "columns.csv": (b"id,headline\n1,No\n", "columns.csv has no column of texts: it has 'id', 'headline'"),
    "quote.csv": (b'text\n"never closed\n', "quote.csv is not a well-formed table"),
    "surrogate.jsonl": (b'{"text": "half \\ud83d gone"}\n', "surrogate.jsonl, line 1 holds a lone surrogate (U+D83D)"),
    "array.jsonl": (json.dumps([{"text": GOOD}]).encode(), "array.jsonl, line 1 is a JSON list, not an object"),
    "noise.parquet": (b"PAR1" + os.urandom(500) + b"PAR1", "noise.parquet is damaged or no parquet file at all"),
    "noise.xlsx": (b"PK\x03\x04" + bytes(500), "noise.xlsx is damaged or no .xlsx file at all"),
    "noise.docx": (b"not a document", "noise.docx is damaged or no .docx file at all"),
    "void.html": (b"<html><body></body></html>", "void.html is an HTML page without any text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_good_one_loaded(tmp_path, name):
    raw, sentence = BAD[name]
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(GOOD)
    corpus = load_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["good"]
    assert corpus.problems["source_file"].tolist() == [name]
    message = corpus.problems["message"].iloc[0]
    assert message.startswith(sentence)
    assert message.endswith(".")
    assert str(tmp_path) not in message


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_alone_is_refused_with_the_same_sentence(tmp_path, name):
    raw, sentence = BAD[name]
    (tmp_path / name).write_bytes(raw)
    for source in (tmp_path, tmp_path / name):
        with pytest.raises(CorpusError) as caught:
            load_corpus(source)
        assert str(caught.value).startswith(sentence)


def test_fifty_megabytes_are_refused_within_seconds(tmp_path):
    (tmp_path / "huge.txt").write_bytes(BIG)
    (tmp_path / "huge.csv").write_bytes(b'text\n"' + BIG + b'"\n')
    began = time.monotonic()
    with pytest.raises(
        CorpusError, match=r"huge.csv, row 1 holds 51,000,000 characters.*huge.txt is a file of 51,000,000"
    ):
        load_corpus(tmp_path)
    assert time.monotonic() - began < 20


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"holds no article; allowed are .txt .md"):
        load_corpus(tmp_path)
    (tmp_path / "README.md").write_text(GOOD)
    with pytest.raises(CorpusError, match="holds no article"):
        load_corpus(tmp_path)


def test_two_articles_with_one_id_are_refused_with_both_places(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "t.csv").write_text(f'id,text\nb,"{GOOD}"\na,"{GOOD} Again."\n')
    corpus = load_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["b"]
    sentence = (
        "the id 'a' stands for a.txt and t.csv, row 2; neither was loaded. Give each article its own file name or id."
    )
    assert corpus.problems.values.tolist() == [["a.txt", sentence], ["t.csv", sentence]]
    (tmp_path / "t.csv").unlink()
    (tmp_path / "a.md").write_text(GOOD)
    with pytest.raises(CorpusError, match=r"the id 'a' stands for a.md and a.txt; neither was loaded"):
        load_corpus(tmp_path)


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="neither a known corpus nor a file or folder"):
        load_corpus(tmp_path / "nowhere")


def test_a_file_that_may_not_be_opened_is_a_problem(tmp_path, monkeypatch):
    for name in ("closed.txt", "good.txt"):
        (tmp_path / name).write_text(GOOD)
    read_bytes = Path.read_bytes

    def refuse(path):
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    corpus = load_corpus(tmp_path)
    assert corpus.problems["message"].iloc[0].startswith("closed.txt could not be read (Permission denied)")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may open every file")
def test_a_closed_file_is_a_problem(tmp_path):
    for name in ("closed.txt", "good.txt"):
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "closed.txt").chmod(0)
    assert "Permission denied" in load_corpus(tmp_path).problems["message"].iloc[0]


def test_a_symlink_loop_and_a_folder_named_like_a_file_do_not_stop_the_others(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    (tmp_path / "x.txt").mkdir()
    corpus = load_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["good"]
    assert corpus.problems["source_file"].tolist() == ["loop", "round.txt", "x.txt"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_other_encodings_load_and_are_recorded(tmp_path, encoding):
    text = "The café on the quay of Málaga asks £4, the mayor said on Monday.\r\nIt had closed in May.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    corpus = load_corpus(tmp_path)
    assert corpus.articles["text"].iloc[0] == text
    assert corpus.articles["encoding"].iloc[0] == {"latin-1": "cp1252"}.get(encoding, encoding)
    guessed = encoding in ("latin-1", "cp1252", "utf-16-le")
    assert ("encoding" in corpus.warnings["rule"].tolist()) is guessed


@pytest.mark.parametrize(
    "text",
    [
        "\u200fThe quay\u202e is \u2067closed\u2069, the mayor said.",
        "The e\u0301tude 👩\u200d👩\u200d👧 of the quay, 🇫🇷, is closed.",
        "Quay",
        "1",
        "x" * 20_000,
    ],
)
def test_odd_texts_load_with_exact_offsets(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    block = corpus.blocks.iloc[0]
    assert corpus.articles["text"].iloc[0] == text
    assert text[block["start"] : block["end"]] == text


@pytest.mark.parametrize(
    "text",
    [
        "Der Bürgermeister sagte am Montag, dass der Kai für mehrere Monate geschlossen werde, wie die Zeitung berichtet. "
        * 3,
        "El alcalde dijo el lunes que el muelle estaría cerrado durante meses, según informó el periódico de la ciudad.",
        "De burgemeester zei maandag dat de kade maandenlang gesloten zou worden, zo meldt de krant van de stad. " * 3,
        "Мэр заявил в понедельник, что набережная будет закрыта.",
        "市長は月曜日に埠頭が閉鎖されると述べた。",
        "قال رئيس البلدية يوم الاثنين إن الرصيف سيغلق.",
    ],
)
def test_a_text_that_is_not_english_is_a_warning(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    warnings = load_corpus(tmp_path).warnings
    row = warnings[warnings["rule"] == "language"].iloc[0]
    assert (row["start"], row["end"]) == (0, len(text))
    assert "does not look English" in row["message"]


@pytest.mark.parametrize(
    "text", [GOOD, GOOD * 30, "Quay", "Quay closed: mayor", "“It’s shut,” she said. We don’t know why."]
)
def test_english_is_no_warning(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert "language" not in load_corpus(tmp_path).warnings["rule"].tolist()


def test_what_was_damaged_before_is_a_warning(tmp_path):
    (tmp_path / "a.txt").write_text(f"{GOOD} Itâ€™s shut.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{GOOD} It\ufffds shut.", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"<!DOCTYPE html><p>{GOOD}</p>", encoding="utf-8")
    (tmp_path / "d.txt").write_text(f"{GOOD} It\ufffds shut.", encoding="utf-8")
    warnings = load_corpus(tmp_path).warnings
    found = set(zip(warnings["article_id"], warnings["rule"], strict=True))
    assert {("a", "damaged-characters"), ("b", "damaged-characters"), ("c", "markup"), ("d", "double")} <= found
    assert "identical to that of 'b'" in warnings[warnings["rule"] == "double"]["message"].iloc[0]


def test_a_corrupt_parquet_among_good_tables(tmp_path):
    pd.DataFrame({"id": ["a"], "text": [GOOD]}).to_parquet(tmp_path / "good.parquet")
    (tmp_path / "bad.parquet").write_bytes((tmp_path / "good.parquet").read_bytes()[:-20])
    corpus = load_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["a"]
    assert corpus.problems["source_file"].tolist() == ["bad.parquet"]


def test_no_unreadable_row_stops_its_table(tmp_path):
    (tmp_path / "t.jsonl").write_text(f'{{"id": 1, "text": "{GOOD}"}}\n{{"id": 2, "text": "\\udc00"}}\nnot json\n')
    corpus = load_corpus(tmp_path / "t.jsonl")
    assert corpus.articles["article_id"].tolist() == ["1"]
    assert corpus.problems["message"].str.extract(r"line (\d)")[0].tolist() == ["2", "3"]
