"""Which files are articles, and which corpora have names."""

import os

import pytest

from workbench.corpus import load_corpus
from workbench.corpus.formats import SUFFIXES
from workbench.corpus.locate import find_corpora, find_source, is_corpus, list_files
from workbench.corpus.reading import CorpusError

TEXT = "The quay is closed."


def fill(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT)
    return folder


def names(folder):
    return [path.relative_to(folder).as_posix() for path in list_files(folder).files]


def test_articles_are_found_in_order_and_in_subfolders(tmp_path):
    fill(tmp_path, "b.txt", "a.MD", "sub/c.html", "d.csv", "z.jsonl")
    assert names(tmp_path) == ["a.MD", "b.txt", "d.csv", "sub/c.html", "z.jsonl"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        "README",
        "LICENSE",
        "LICENCE.txt",
        "FACTS.md",
        "corpus.toml",
        "zones.csv",
        "attributions.csv",
        "manifest.json",
    ],
)
def test_sidecars_are_no_articles_and_no_problems(tmp_path, name):
    listing = list_files(fill(tmp_path, name, "a.txt"))
    assert [path.name for path in listing.files] == ["a.txt"]
    assert listing.problems == ()
    assert [aside for aside, _ in listing.asides] == [name]


@pytest.mark.parametrize(
    "name",
    ["planting.csv", "second_zones.csv", "gold_zones.csv", "gold/a.csv", "reference/scores.csv", "results/s.csv"],
)
def test_annotations_without_texts_are_set_aside_with_a_word(tmp_path, name):
    fill(tmp_path, "a.txt", name)
    (tmp_path / name).write_text("article_id,start\na,1\n")
    corpus = load_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["a"]
    assert corpus.problems.empty
    assert f"{name} was left aside: it is named like annotations" in " ".join(corpus.notes["message"])


@pytest.mark.parametrize(
    "name",
    [
        "facts.txt",
        "citation.html",
        "readme first.txt",
        "README-first.txt",
        "results/a.txt",
        "gold/b.md",
        "figures/c.txt",
    ],
)
def test_what_is_an_article_is_read_whatever_its_name(tmp_path, name):
    assert names(fill(tmp_path, name)) == [name]


def test_a_table_of_texts_is_read_though_it_is_named_like_annotations(tmp_path):
    (tmp_path / "gold_coast.csv").write_text("id,text\n1,The quay is closed.\n")
    assert load_corpus(tmp_path).articles["article_id"].tolist() == ["1"]


def test_our_own_results_are_known_and_set_aside(tmp_path):
    fill(tmp_path, "a.txt", "out/scores.csv")
    (tmp_path / "out" / "manifest.json").write_text('{"made_by": "news-framing-workbench"}')
    corpus = load_corpus(tmp_path)
    assert corpus.problems.empty
    assert "out was left aside: the workbench wrote it" in corpus.notes["message"].iloc[0]


@pytest.mark.parametrize("name", [".hidden.txt", "..a.txt"])
def test_hidden_articles_are_named(tmp_path, name):
    listing = list_files(fill(tmp_path, name, "a.txt"))
    assert listing.asides == ((name, "its name begins with a dot, so it is hidden"),)


@pytest.mark.parametrize(("name", "noted"), [(".git/a.txt", [".git"]), (".DS_Store", []), (".b.txt", [".b.txt"])])
def test_hidden_files_are_passed_over_and_named_where_they_could_be_articles(tmp_path, name, noted):
    listing = list_files(fill(tmp_path, name, "a.txt"))
    assert ([path.name for path in listing.files], listing.problems) == (["a.txt"], ())
    assert [aside for aside, _ in listing.asides] == noted


@pytest.mark.parametrize(
    "name", ["reader.txt", "factsheet-dispute.txt", "zones of control.txt", "golden.csv", "licensed.md"]
)
def test_articles_with_names_like_sidecars_are_articles(tmp_path, name):
    assert names(fill(tmp_path, name)) == [name]


@pytest.mark.parametrize(("name", "words"), [("a.pdf", "ends in '.pdf'"), ("article", "has no extension")])
def test_unknown_kinds_are_problems(tmp_path, name, words):
    listing = list_files(fill(tmp_path, name, "b.txt"))
    assert [path.name for path in listing.files] == ["b.txt"]
    assert words in listing.problems[0][1]
    assert f"allowed are {' '.join(SUFFIXES)}" in listing.problems[0][1]


def test_links_in_a_circle_are_problems(tmp_path):
    fill(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "x.txt").symlink_to(tmp_path / "y.txt")
    (tmp_path / "y.txt").symlink_to(tmp_path / "x.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    listing = list_files(tmp_path)
    assert names(tmp_path) == ["a.txt", "sub/b.txt"]
    found = dict(listing.problems)
    assert set(found) == {"loop", "sub/up", "x.txt", "y.txt", "gone.txt"}
    assert "already read, or to itself" in found["loop"]
    assert "link in a circle" in found["x.txt"]
    assert "leads nowhere" in found["gone.txt"]


def test_a_link_to_articles_elsewhere_is_followed_when_asked(tmp_path):
    fill(tmp_path, "other/b.txt")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "more").symlink_to(tmp_path / "other", target_is_directory=True)
    listing = list_files(tmp_path / "corpus")
    assert listing.files == ()
    assert "more is a link to a place outside the folder" in listing.problems[0][1]
    assert [path.name for path in list_files(tmp_path / "corpus", follow_links=True).files] == ["b.txt"]


def test_a_folder_named_like_a_file_is_a_problem(tmp_path):
    listing = list_files(fill(tmp_path, "x.txt/inner.txt", "a.txt"))
    assert [path.name for path in listing.files] == ["a.txt"]
    assert listing.problems[0][1].startswith("x.txt is a folder named like a file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_a_problem_and_not_waited_for(tmp_path):
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "p.txt")
    assert "p.txt is neither a file nor a folder" in list_files(tmp_path).problems[0][1]


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path, monkeypatch):
    fill(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_files(tmp_path)
    assert [path.name for path in listing.files] == ["a.txt"]
    assert listing.problems == (("closed", "closed could not be opened (Permission denied). Allow reading it."),)
    with pytest.raises(CorpusError, match=r"could not be opened .Permission denied"):
        list_files(tmp_path / "closed")


def test_the_variable_names_corpora_and_folders_of_corpora(tmp_path, monkeypatch):
    fill(tmp_path, "parent/one/a.txt", "parent/two/corpus.toml", "parent/three/notes.pdf", "single/a.txt")
    monkeypatch.setenv(
        "WORKBENCH_CORPORA", os.pathsep.join([str(tmp_path / "parent"), str(tmp_path / "single"), str(tmp_path / "no")])
    )
    found = [folder.name for folder in find_corpora()]
    assert {"one", "two", "single"} <= set(found)
    assert "three" not in found
    assert find_source("one") == (tmp_path / "parent" / "one").resolve()


def test_a_name_that_stands_for_two_corpora_is_refused(tmp_path, monkeypatch):
    fill(tmp_path, "p/one/a.txt", "q/one/a.txt")
    monkeypatch.setenv("WORKBENCH_CORPORA", os.pathsep.join([str(tmp_path / "p"), str(tmp_path / "q")]))
    with pytest.raises(CorpusError, match=r"'one' stands for .*p/one and .*q/one"):
        find_source("one")


@pytest.mark.parametrize("source", ["no-such-corpus", "", " ", "a\x00b", "no/such/file.txt"])
def test_a_missing_source_names_the_known_corpora(source):
    with pytest.raises(CorpusError, match=r"neither a known corpus nor a file or folder; known corpora are .*osmere"):
        find_source(source)


@pytest.mark.parametrize("source", [None, 3, ["a"]])
def test_a_source_that_is_no_path_is_refused(source):
    with pytest.raises(CorpusError, match="allowed are a corpus name and a path"):
        find_source(source)


def test_a_link_in_a_circle_as_source_is_refused(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "a")
    with pytest.raises(CorpusError, match="link in a circle"):
        find_source(tmp_path / "a")


def test_a_folder_of_sidecars_is_no_corpus(tmp_path):
    assert not is_corpus(fill(tmp_path, "README.md", "zones.csv"))
    assert is_corpus(fill(tmp_path, "a.txt"))
