"""Lexicons from files: what is read, what is reported, what is refused."""

import warnings

import pytest

from workbench.lexicons import STARTERS, Lexicon, label_category, list_lexicons, load_lexicon, load_lexicons
from workbench.lexicons.model import ENTRY_COLUMNS


@pytest.fixture
def write(tmp_path):
    def write_file(name, text, *, sidecar="licence: CC0-1.0\n"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        if sidecar is not None:
            path.with_suffix(".yaml" if path.suffix == ".csv" else ".meta.yaml").write_text(sidecar, encoding="utf-8")
        return path

    return write_file


def test_plain_csv_gets_defaults_and_guesses_how_terms_match(write):
    lexicon = load_lexicon(write("own.csv", "term,category\ntruce,peace\ncease fire,peace\nnegotiat*,talks\n"))
    assert lexicon.entries["match"].tolist() == ["form", "phrase", "wildcard"]
    assert list(lexicon.entries.columns) == ["line", *ENTRY_COLUMNS]
    assert lexicon.entries["weight"].tolist() == [1, 1, 1]
    assert lexicon.entries["line"].tolist() == [2, 3, 4]
    assert (lexicon.id, lexicon.title, lexicon.categories) == ("own", "own", ("peace", "talks"))
    assert len(lexicon.sidecar["sha256"]) == 64


def test_all_columns_are_read(write):
    header = ",".join(ENTRY_COLUMNS)
    row = "Relief,form,NOUN,aid,goods,0.5,1,^x$,^and Works,narrator,relief came,Relief and Works,note,AB,2026-01-02"
    entry = load_lexicon(write("own.csv", f"{header}\n{row}\n")).entries.iloc[0]
    assert (entry["weight"], entry["case_sensitive"], entry["voice"]) == (0.5, True, "narrator")
    assert (entry["guard_after"], entry["added_by"]) == ("^and Works", "AB")


def test_words_that_yaml_or_pandas_would_take_for_something_else_stay_words(write):
    csv = load_lexicon(write("own.csv", "term,category\nnull,a\nNA,a\nnan,a\n"))
    assert csv.entries["term"].tolist() == ["null", "NA", "nan"]
    yaml = load_lexicon(write("dictionary.yaml", "answers: [yes, no, on, off, 9/11, 1984]\n"))
    assert yaml.entries["term"].tolist() == ["yes", "no", "on", "off", "9/11", "1984"]


def test_quanteda_yaml_with_nested_categories(write):
    text = "talks:\n  - negotiat*\n  - peace process\nforce:\n  plain: [war, army]\n  intense:\n    - onslaught\n"
    entries = load_lexicon(write("frames.yaml", text)).entries
    assert entries[["term", "match", "category", "subcategory"]].values.tolist() == [
        ["negotiat*", "wildcard", "talks", ""],
        ["peace process", "phrase", "talks", ""],
        ["war", "form", "force", "plain"],
        ["army", "form", "force", "plain"],
        ["onslaught", "form", "force", "intense"],
    ]


def test_liwc_dictionary(write):
    text = "%\n1\tanger\n\t21\tfamily\n%\nattack*\t1\nmother\t21\nkind of\t1\t21\n"
    with pytest.warns(UserWarning, match="kind of: the term stands in several categories: anger, family"):
        lexicon = load_lexicon(write("own.dic", text))
    assert lexicon.entries[["term", "match", "category", "line"]].values.tolist() == [
        ["attack*", "wildcard", "anger", 5],
        ["mother", "form", "family", 6],
        ["kind of", "phrase", "anger", 7],
        ["kind of", "phrase", "family", 7],
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("attack\t1\n", "own.dic line 1 must hold only %"),
        ("1\tanger\n%\nattack\t1\n", "own.dic line 1 must hold only %"),
        ("%\n1\tanger\nattack\t1\n", "a second one must close the header"),
        ("%\nanger\n%\nattack\t1\n", "own.dic line 2 is 'anger'; a header line holds a number, a tab and the name"),
        ("%\n1\tanger\n1\tjoy\n%\nattack\t1\n", "own.dic line 3 uses the number 1 again; it stands for 'anger'"),
        ("%\n%\nattack\t1\n", "no category between the lines of %"),
        ("%\n1\tanger\n%\nattack\t2\n", "own.dic line 4 gives 'attack' the category '2'; the header has 1"),
        ("%\n1\tanger\n%\nattack\n", "own.dic line 4 gives 'attack' no category"),
        ("%\n1\tanger\n%\n", "own.dic has no entries"),
    ],
)
def test_broken_liwc_files_are_refused_with_the_line(write, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_lexicon(write("own.dic", text))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("term,category\ntruce,\n", "own.csv line 2, term 'truce': category is empty"),
        ("term,category\n,peace\n", "own.csv line 2, term '': term is empty"),
        ("term,category,colour\ntruce,peace,red\n", "unknown column.*'colour'; allowed are term, match"),
        ("term\ntruce\n", "own.csv line 1 lacks the column.*category; it has term"),
        ("", "lacks the column.*term, category; it has none"),
        ("term,category\n", "own.csv has no entries"),
        ("term,category,term\na,b,c\n", "names a column twice"),
        ("term,category\ntruce,peace,9\n", "own.csv line 2 has 3 cells, the header 2"),
        ("term,category,match\nab(c,peace,regex\n", r"term 'ab\(c' is not a valid regular expression"),
        ("term,category,guard_after\ntruce,peace,^(x\n", "guard_after '.*' is not a valid regular expression"),
        ("term,category\n*,peace\n", "the pattern has no letter and would match every word"),
        ("term,category,match\n[ab]x*,peace,wildcard\n", "holds a bracket"),
        ("term,category,match\ntruce,peace,exact\n", "match is 'exact'; allowed are form, lemma"),
        ("term,category,pos\ntruce,peace,NN\n", "pos is 'NN'; allowed are the universal tags"),
        ("term,category,weight\ntruce,peace,high\n", "weight is 'high'; it must be a number"),
        ("term,category,weight\ntruce,peace,nan\n", "weight is 'nan'; it must be a number"),
        ("term,category,voice\ntruce,peace,author\n", "voice is 'author'; allowed are any, narrator"),
        ("term,category,case_sensitive\ntruce,peace,maybe\n", "case_sensitive is 'maybe'"),
        ("term,category\na,\nb,\n", "1 more faults follow"),
    ],
)
def test_bad_entries_are_refused_with_the_line(write, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_lexicon(write("own.csv", text))


def test_a_lexicon_without_licence_is_refused_and_a_typed_one_is_stored(write):
    path = write("own.csv", "term,category\ntruce,peace\n", sidecar=None)
    with pytest.raises(ValueError, match=r"own.csv states no licence. Write one into own.yaml beside it"):
        load_lexicon(path)
    assert load_lexicon(path, licence="for my class only").sidecar["licence"] == "for my class only"
    blank = write("blank.csv", "term,category\ntruce,peace\n", sidecar="licence: ''\n")
    with pytest.raises(ValueError, match="states no licence"):
        load_lexicon(blank)


@pytest.mark.parametrize(
    ("sidecar", "sentence"),
    [
        ("licence: [unclosed\n", "own.yaml.*is not valid YAML"),
        ("just words\n", "own.yaml must hold names with values"),
        ("licence: CC0-1.0\ncategories: [a, b]\n", "categories must hold a name and a definition each"),
        ("licence: CC0-1.0\nsha256: 00ff\n", "The list was changed"),
    ],
)
def test_bad_sidecars_are_refused(write, sidecar, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_lexicon(write("own.csv", "term,category\ntruce,peace\n", sidecar=sidecar))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n- b\n", "holds no categories"),
        ("", "holds no categories"),
        ("a: [x\n", "is not valid YAML"),
        ("a: [x]\na: [y]\n", "line 2 is not valid YAML: the name 'a' stands twice"),
        ("a: ['']\n", "term is empty"),
    ],
)
def test_bad_dictionaries_are_refused(write, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_lexicon(write("frames.yaml", text))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("truce,a,form\ntruce,b,form\n", "truce: the term stands in several categories: a, b"),
        ("truce,a,form\nTruce,a,form\n", "truce: the term stands twice in one category"),
        ("cease fire,a,form\n", "cease fire: the term can never match: it holds a space"),
        ("mayor's,a,form\n", "can never match: words are counted without the possessive ending"),
        (":-),a,form\n", "can never match: ':-\\)' is not one word of a text"),
        ("and/or,a,form\n", "can never match"),
    ],
)
def test_odd_entries_are_kept_reported_and_warned_of(write, rows, message):
    with pytest.warns(UserWarning, match=message):
        lexicon = load_lexicon(write("own.csv", "term,category,match\n" + rows))
    assert len(lexicon.problems) == 1
    assert len(lexicon.entries) == rows.count("\n")


def test_defined_category_without_a_term_and_category_without_definition_are_reported(write):
    sidecar = "licence: CC0-1.0\ncategories: {peace: talk of peace, empty: nothing}\n"
    with pytest.warns(UserWarning, match="the category 'empty' is defined and has no term"):
        lexicon = load_lexicon(write("own.csv", "term,category\ntruce,peace\nwar,force\n", sidecar=sidecar))
    assert any("'force' has no definition" in message for message in lexicon.problems["message"])


def test_unknown_names_endings_and_binary_files_are_refused(write, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"lexicon 'nothing' is neither a file nor one of .*hedges"):
        load_lexicon("nothing")
    with pytest.raises(ValueError, match=r"the ending of list.txt is '.txt'; allowed are '.csv'"):
        load_lexicon(write("list.txt", "truce"))
    (tmp_path / "zero.csv").write_bytes(b"term\0,category\n")
    with pytest.raises(ValueError, match=r"zero.csv holds NUL bytes"):
        load_lexicon(tmp_path / "zero.csv", licence="x")


def test_latin_1_and_byte_order_mark(tmp_path):
    (tmp_path / "latin.csv").write_bytes("term,category\nmêlée,force\n".encode("latin-1"))
    assert load_lexicon(tmp_path / "latin.csv", licence="x").entries["term"].tolist() == ["mêlée"]
    (tmp_path / "bom.csv").write_bytes("term,category\nwar,force\n".encode("utf-8-sig"))
    assert load_lexicon(tmp_path / "bom.csv", licence="x").categories == ("force",)


def test_a_changed_file_is_read_again_and_a_changed_copy_harms_no_one(write):
    path = write("own.csv", "term,category\ntruce,peace\n")
    first = load_lexicon(path)
    first.entries.loc[0, "term"] = "changed"
    first.sidecar["licence"] = "changed"
    assert load_lexicon(path).entries["term"].tolist() == ["truce"]
    assert load_lexicon(path).sidecar["licence"] == "CC0-1.0"
    path.write_text("term,category\ntruce,peace\nwar,force\n", encoding="utf-8")
    assert len(load_lexicon(path).entries) == 2


def test_two_lexicons_with_one_id_are_refused_and_lexicons_pass_through(write):
    lexicon = load_lexicon(write("own.csv", "term,category\ntruce,peace\n"))
    assert load_lexicons(lexicon) == (lexicon,)
    with pytest.raises(ValueError, match="lexicons holds two with the id 'own'"):
        load_lexicons([lexicon, lexicon])


def test_listing_names_the_starters_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = list_lexicons()
    assert set(STARTERS) <= set(table["id"])
    assert table["licence"].str.len().min() > 0


def test_labels_speak_of_vocabulary_and_never_of_a_frame_used():
    for name in STARTERS:
        lexicon = load_lexicon(name)
        for category in lexicon.categories:
            label = label_category(lexicon, category)
            assert label.startswith("vocabulary associated with ")
            assert "not validated" in label
    checked = Lexicon("own", "Own", load_lexicon("hedges").entries, {"validated_on": [{"corpus": "x"}]})
    assert "not validated" not in label_category(checked, "modal")
