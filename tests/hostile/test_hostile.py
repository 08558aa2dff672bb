"""Whatever is put into a folder: no traceback, nothing lost in silence, nothing that hangs, offsets that hold."""

import re
import resource
import signal
import sys
import time
import warnings
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import generator

from workbench.corpus import CorpusError, load_corpus
from workbench.corpus.locate import SETTINGS

SECONDS, MEMORY = 20, 1_500_000_000
CASES = generator.all_cases()


def test_there_are_enough_inputs_and_no_two_of_one_name():
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.fixture
def limits():
    """Twenty seconds of the processor and 1.5 GB more than there is now, as a limit that the system holds."""

    def ring(*_):
        raise TimeoutError(f"more than {SECONDS} seconds")

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before, old = resource.getrlimit(resource.RLIMIT_AS), signal.signal(signal.SIGPROF, ring)
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, before[1]))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, old)
    resource.setrlimit(resource.RLIMIT_AS, before)


def load(path):
    """The corpus, or the refusal: anything else is a fault."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_corpus(path), ""
        except CorpusError as error:
            return None, str(error)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_input_gives_what_it_must(tmp_path, case, limits):
    case.build(tmp_path)
    path = Path(case.source) if case.source.startswith("/") else tmp_path / case.source
    began = time.process_time()
    corpus, refusal = load(path)
    assert time.process_time() - began < SECONDS
    for sentence in [refusal] if corpus is None else [*corpus.problems["message"], *corpus.notes["message"]]:
        check_sentence(sentence, tmp_path)
    if corpus is None:
        expected = case.gives.get("refused") or case.gives.get("problem")
        assert expected, refusal
        assert re.search(expected, refusal), refusal
        return
    assert "refused" not in case.gives
    check_offsets(corpus)
    check_nothing_is_lost(corpus, path)
    check_characters(corpus)
    check_what_it_gives(corpus, case.gives)


def check_sentence(sentence, folder):
    assert len(sentence) < 2500, sentence[:200]
    assert sentence.endswith((".", "more)")), sentence
    assert sentence.isprintable() or all(ch.isprintable() or ch == "\u00a0" for ch in sentence), ascii(sentence)
    assert "MemoryError" not in sentence
    assert "Traceback" not in sentence
    assert "longer than" not in sentence, sentence


def check_offsets(corpus):
    """Every character but white space stands in exactly one block."""
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    rows = corpus.blocks[["article_id", "start", "end"]]
    ends, covered = dict.fromkeys(texts, 0), dict.fromkeys(texts, 0)
    invisible = "\u200b\ufeff\x1c\x1d\x1e\x1f"
    for article_id, start, end in rows.itertuples(index=False):
        text = texts[article_id]
        assert ends[article_id] <= start < end <= len(text)
        between = text[ends[article_id] : start]
        assert not between.strip().strip(invisible).strip(), (article_id, between[:50])
        ends[article_id] = end
        covered[article_id] += end - start
    for article_id, text in texts.items():
        assert not text[ends[article_id] :].strip().strip(invisible).strip()
    assert (corpus.warnings["end"] >= corpus.warnings["start"]).all()


def check_nothing_is_lost(corpus, folder):
    """Every file that could be an article is an article, a problem or a note."""
    said = {*corpus.articles["source_file"], *corpus.problems["source_file"], *corpus.notes["source_file"]}
    told = " ".join(corpus.problems["message"])
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file() or path.name in SETTINGS:
            continue
        name = (
            path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        )
        shown = "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name).replace("\\n", "\\x0a")
        parts = shown.split("/")
        upward = {"/".join(parts[:n]) for n in range(1, len(parts) + 1)} | {name}
        assert upward & said or any(part in told for part in upward), f"{shown} was lost"


def check_characters(corpus):
    for column in ("article_id", "label", "source_file"):
        for value in corpus.articles[column]:
            value.encode()
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", value), ascii(value)
    assert corpus.articles["label"].is_unique
    assert corpus.articles["article_id"].is_unique
    assert corpus.metadata["article_id"].tolist() == corpus.articles["article_id"].tolist()


def check_what_it_gives(corpus, gives):
    ids = corpus.articles["article_id"].tolist()
    told = " ".join(corpus.problems["message"])
    assert ids == sorted(gives.get("ids", ids)), told
    assert len(ids) == gives.get("n", len(ids)), told
    texts = dict(zip(ids, corpus.articles["text"], strict=True))
    for article_id, text in gives.get("texts", {}).items():
        assert texts[article_id] == text
    for article_id, text in gives.get("contains", {}).items():
        assert text in texts[article_id]
    assert re.search(gives.get("problem", ""), told), told
    assert bool(told) <= ("problem" in gives or not gives or "said" in gives or "noise" in gives), told
    assert any(re.search(gives.get("note", ""), note) for note in [*corpus.notes["message"], ""]) or not gives.get(
        "note"
    )
    found = [f"{rule} {message}" for rule, message in corpus.warnings[["rule", "message"]].itertuples(index=False)]
    assert any(re.search(gives.get("warning", ""), row) for row in ["", *found]) or not gives.get("warning")
    if gives.get("note"):
        assert any(re.search(gives["note"], note) for note in corpus.notes["message"])
    if gives.get("warning"):
        assert any(re.search(gives["warning"], row) for row in found), found
    if gives.get("said"):
        assert told or any("encoding" in row for row in found)
    if "zone" in gives:
        assert gives["zone"] in corpus.blocks["zone"].tolist()
    for column, value in gives.get("metadata", {}).items():
        assert value in corpus.metadata[column].tolist()
    outlets = dict(zip(ids, corpus.articles["outlet"], strict=True))
    for article_id, outlet in gives.get("metadata_of", {}).items():
        assert outlets[article_id] == outlet
