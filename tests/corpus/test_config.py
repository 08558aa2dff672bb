"""corpus.toml: what is read, and how each fault is worded."""

import pytest

from workbench.corpus.config import CorpusConfig, Entity, read_config
from workbench.corpus.reading import CorpusError

FULL = """
[corpus]
title = "The quay"
event = "The council closes the quay"
licence = "CC0-1.0"
fiction = true
language = "en"
[parties]
north = "Northern side"
[[entities]]
id = "council"
label = "Harbour council"
type = "actor"
kind = "GOV"
party = "north"
names = ["Harbour Council", "the Council"]
roles = ["the councillors"]
descriptors = ["elected"]
[[entities]]
id = "closing"
label = "the closing of 4 May"
type = "event"
[source_names]
"the Chair" = "Ada Lind"
[articles.a]
outlet = "The Post"
published = "2031-05-04"
"""


def write(folder, content):
    (folder / "corpus.toml").write_text(content, encoding="utf-8")
    return folder


def test_everything_is_read(tmp_path):
    config = read_config(write(tmp_path, FULL))
    assert (config.title, config.fiction, config.parties) == ("The quay", True, {"north": "Northern side"})
    assert config.entities[0] == Entity(
        id="council",
        label="Harbour council",
        kind="GOV",
        party="north",
        names=("Harbour Council", "the Council"),
        roles=("the councillors",),
        descriptors=("elected",),
    )
    assert (config.entities[1].type, config.entities[1].party, config.entities[1].names) == ("event", None, ())
    assert config.source_aliases == {"the Chair": "Ada Lind"}
    assert config.metadata == {"a": {"outlet": "The Post", "published": "2031-05-04"}}


def test_no_file_is_an_empty_configuration(tmp_path):
    assert read_config(tmp_path) == CorpusConfig()
    assert read_config(write(tmp_path, "")) == CorpusConfig()


def test_a_byte_order_mark_is_no_obstacle(tmp_path):
    (tmp_path / "corpus.toml").write_text('[corpus]\ntitle = "é"', encoding="utf-8-sig")
    assert read_config(tmp_path).title == "é"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[corpus\n", "not valid TOML: .*line 1"),
        ("[corpsu]\n", "corpsu is not a known key; allowed are corpus, parties"),
        ("[corpus]\nlicense = 'x'\n", "corpus.license is not a known key; allowed are title, event, licence"),
        ("[corpus]\nfiction = 'yes'\n", "corpus.fiction is 'yes'; it must be true or false"),
        ("[corpus]\ntitle = 3\n", "corpus.title is 3; it must be a text"),
        ("corpus = 'x'\n", "corpus is 'x'; it must be a table"),
        ("[parties]\na = 1\n", "parties.a is 1; it must be a text"),
        ("[entities]\nid = 'a'\n", "entities is .* it must be a list"),
        ("entities = ['a']\n", r"entities\[0\] is 'a'; it must be a table"),
        ("[[entities]]\nid = 'a'\n", r"entities\[0\] lacks label"),
        ("[[entities]]\nlabel = 'a'\n", r"entities\[0\] lacks id"),
        (
            "[[entities]]\nid = 'a'\nlabel = 'a'\ntype = 'thing'\n",
            r"entities\[0\].type is 'thing'; allowed are actor, event",
        ),
        ("[[entities]]\nid = 'a'\nlabel = 'a'\nkind = 'ARMY'\n", r"entities\[0\].kind is 'ARMY'; allowed are GOV, MIL"),
        ("[[entities]]\nid = 'a'\nlabel = 'a'\nparty = 'x'\n", r"entities\[0\].party is 'x'; allowed are none"),
        ("[[entities]]\nid = 'a'\nlabel = 'a'\nnames = 'b'\n", r"entities\[0\].names is 'b'; it must be a list"),
        ("[[entities]]\nid = 'a'\nlabel = 'a'\nnames = [1]\n", r"entities\[0\].names\[0\] is 1"),
        ("[[entities]]\nid = 'a'\nlabel = 'a'\n[[entities]]\nid = 'a'\nlabel = 'b'\n", "the id 'a' twice"),
        (
            "[articles.a]\ndate = '2031'\n",
            "articles.a.date is not a known key; allowed are label, outlet, title, byline, published",
        ),
        ("[articles]\na = 'b'\n", "articles.a is 'b'; it must be a table"),
        ("[articles.a]\npublished = 2031-05-04\n", "articles.a.published is .* it must be a text"),
        ("[source_names]\na = ['b']\n", "source_names.a is .* it must be a text"),
    ],
)
def test_each_fault_names_the_key_and_what_is_allowed(tmp_path, content, sentence):
    with pytest.raises(CorpusError, match=sentence):
        read_config(write(tmp_path, content))


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "corpus.toml").write_bytes(b'[corpus]\ntitle = "caf\xe9"')
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_config(tmp_path)
