"""Each case is a text and its sentences, one a line, as a careful reader would mark them."""

import pytest

from workbench.language import split_sentences
from workbench.language.sentences import find_glued

WHOLE = [
    # abbreviations, initials, ordinals, decimals
    "The U.S. envoy met Gen. Marn and Mr. Brandt at the U.N. office.",
    "Mrs. J. R. Oslo of St. Callow Bay spoke to Lt. Col. Dahl.",
    "Fighting went on in N. Callow near Mt. Ember.",
    "Talks began on Feb. 7 and ended on Oct. 12 with no deal.",
    "Resolution No. 242 was read out, cf. Annex B of the text.",
    "Prices rose 2.4 percent in the U.S. on Monday.",
    "Doors open at 8 a.m. Monday and close at 5 p.m. EST on all days.",
    "Lantern Corp. Chairman Teo Brandt and Dahl & Sons Ltd. Director Marn met.",
    "Many goods, e.g. Flour and salt, i.e. Staples, ran out.",
    "The pact of 7. October was torn up.",
    "Harbour vs. Lantern was heard by Dr. Ilse Marn, Ph.D. adviser to the council.",
    "Sen. A. B. Marn (Ind.) voted no.",
    "The council's U.N.-run shelters held 1,160.5 people.",
    # ellipses and dashes
    "The goal... is peace in the harbour.",
    "He urged all groups… to go on.",
    "The steps -- more steps that are needed -- are the focus.",
    "One thing is clear — the truce – such as it is — holds.",
    '"All groups... to continue the strike" was the call.',
    # quotations set into a sentence
    '"We agree. Yes." he said.',
    '"We agree. Yes," she told the council.',
    'The chair answered "No. Never." and left the room.',
    '"Why now?" Ilse Marn asked.',
    '"Stop!" shouted the crowd.',
    '"Will they come?" the chair of the council asked.',
    "'We agree. Yes,' he said.",
    "“The day is ours. Truly ours,” she said.",
    "He called the plan “a form of theatre.”",
    # stops that are not ends
    "See harbour.example.com or write to press@harbour.example.org for more.",
    "The file report.pdf was posted by @HarbourNews at https://example.org/a.b?c=d today.",
    "The crowd sang (Yahoo!) and went home.",
    "1. The council meets",
    "It was run by amazon.com and bbc.co.uk together.",
    "The iPhone.app file was sent.",
    "out in the open and cut off",
]

SPLIT = [
    ("“The day is ours. All of it,” she said.", 2),
    ("It began on Feb. 7. It ended in May.", 2),
    ("He left the U.S. The council stayed.", 2),
    ("She works for the U.N. But he does not.", 2),
    ("They met at 8 p.m. The talks failed.", 2),
    ("They met at 8 p.m. Brandt left.", 2),
    ("Brandt works for Lantern Inc. He is the chair.", 2),
    ("Is it over? No one knows! We wait.", 3),
    ("It rose by 2.4. Then it fell.", 2),
    ("It happened in 2023. 14 people left.", 2),
    ("We chose plan B. The council did not.", 2),
    ("He said he would wait.... She went.", 2),
    ("He waited... Then he left.", 2),
    ('"We wait..." He left.', 2),
    ("The truce held (for now). Nobody cheered.", 2),
    ("(The truce held.) Nobody cheered.", 2),
    ('She called it a "clean win." He also sent word.', 2),
    ("She called it “the end.” “There is no other way,” he said.", 2),
    ('He asked "Why?" The council kept silent.', 2),
    ('"Tonight I came to tell you this: we go on. The end is near. It is a matter of months.”', 3),
    ('The plan stands. "We go on. The end is near." Nobody moved.', 4),
    ("'It is close. We go on.' Nobody moved.", 3),
    ('"I cannot say," she said. "Where do we go? It is grim. I am lost."', 4),
    ('She said: "We have nowhere left to go now. The roads to the south are shut."', 2),
    ('"We have nowhere left to go now. The roads to the south are shut," she said.', 2),
    ('"We go on and on," he said.\n\n"And we stay where we are.', 2),
    ("They fled their homes.have packed into the town.", 2),
    ("They fled their homes.The town is full.", 2),
    ("It helps refugees.UNIT chiefs said so.", 2),
    ('He said "no."The council left.', 2),
    ("It cost £3m. £2m was paid.", 2),
    ("It ended.[12] The rest is known.", 2),
    ("They met in Callow. @HarbourNews was there.", 2),
    ("First line ends here\n\nand the next goes on", 2),
    ("这是一个句子。这是另一个！真的？", 3),
    ("كيف حالك؟ بخير.", 2),
    ("It ended. «That is all.» Then it rained.", 3),
    ("He gave the reply: No. That was all.", 2),
    ("He knows the workers' plan. It is theirs.", 2),
    ("Is the answer no? Marn says it is.", 2),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence(text):
    assert [text[start:end] for start, end in split_sentences(text)] == [text]


@pytest.mark.parametrize(("text", "n"), SPLIT)
def test_several_sentences(text, n):
    found = [text[start:end] for start, end in split_sentences(text)]
    assert len(found) == n, found
    assert "".join("".join(found).split()) == "".join(text.split())


def test_sentences_begin_where_a_reader_begins():
    text = "Marn said “no.” “Then we go,” said Brandt. (He left.) Rain fell."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Marn said “no.”",
        "“Then we go,” said Brandt.",
        "(He left.)",
        "Rain fell.",
    ]


def test_a_single_word_glued_to_the_end_is_cut_off_but_no_sentence():
    text = "It helps the refugees.UNIT"
    assert split_sentences(text) == [(0, len(text))]
    assert find_glued(text) == [22]


@pytest.mark.parametrize(
    "text", ["the U.S.Secretary", "x@a.harbour.com", "a.m.The", "www.a.b", "Mr.Brandt", "index.html"]
)
def test_nothing_is_cut_in_abbreviations_and_addresses(text):
    assert find_glued(text) == []


def test_an_address_glued_to_a_word_is_cut_off():
    text = "an expanded meetinghttps://t.co/abc pic.twitter.com/xyz"
    assert [text[i:][:8] for i in find_glued(text)] == ["https://"]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u00a0"])
def test_space_alone_has_no_sentence(text):
    assert split_sentences(text) == []


def test_time_grows_no_faster_than_the_text():
    text = 'Marn said: "We go on and stay here. They may not like it at all." James\' aide left. ' * 20_000
    assert len(split_sentences(text)) == 60_000
