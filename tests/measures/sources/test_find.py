"""Attributions found in sentences written for these tests: content, cue, source and form."""

import pandas as pd
import pytest

from workbench.corpus.config import CorpusConfig
from workbench.language import segment_text
from workbench.measures.sources.find import find_attributions
from workbench.schema import make_table


def make_tables(text, zones=None):
    articles = make_table([{"article_id": "a", "text": text, "source_file": "a.txt"}], "articles")
    rows, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            zone = (zones or {}).get(len(rows), "body")
            rows.append(
                {"article_id": "a", "block_id": len(rows), "start": start, "end": start + len(line), "zone": zone}
            )
        start += len(line) + 1
    return articles, make_table(pd.DataFrame(rows), "blocks")


def attribute(text, zones=None, **options):
    articles, blocks = make_tables(text, zones)
    tokens = segment_text(articles, blocks)[1]
    return find_attributions(tokens, articles=articles, blocks=blocks, **options)


def contents(text, found):
    return [text[start:end].strip("\"“”'‘’,. ") for start, end in zip(found["start"], found["end"], strict=True)]


CASES = [
    # text, content, cue lemma, source, form
    (
        '"The terms are not serious," council chair Ilse Marn said.',
        "The terms are not serious",
        "say",
        "council chair Ilse Marn",
        "direct",
    ),
    ('"The terms are not serious," said Ilse Marn.', "The terms are not serious", "say", "Ilse Marn", "direct"),
    ("“We only want to go home now,” she said.", "We only want to go home now", "say", "she", "direct"),
    (
        'Mira Oslo, who fled the docks quarter, said: "We only want to go home."',
        "We only want to go home",
        "say",
        "Mira Oslo, who fled the docks quarter,",
        "direct",
    ),
    (
        'He told reporters, "The talks will start again on Monday."',
        "The talks will start again on Monday",
        "tell",
        "He",
        "direct",
    ),
    (
        '"When will the talks start again?" asked the mediator.',
        "When will the talks start again?",
        "ask",
        "the mediator",
        "direct",
    ),
    (
        '"When will the talks start again?" Brandt snarled.',
        "When will the talks start again?",
        "snarl",
        "Brandt",
        "direct",
    ),
    (
        "Teo Brandt said that the council wanted the fighting to go on.",
        "that the council wanted the fighting to go on",
        "say",
        "Teo Brandt",
        "indirect",
    ),
    ("The mediators believe the plan has failed.", "the plan has failed", "believe", "The mediators", "indirect"),
    (
        "The council has vowed to reopen the harbour before winter.",
        "to reopen the harbour before winter",
        "vow",
        "The council",
        "indirect",
    ),
    (
        "The governor urged residents to leave the docks quarter.",
        "residents to leave the docks quarter",
        "urge",
        "The governor",
        "indirect",
    ),
    (
        "The commission accused the council of breaking its promise.",
        "the council of breaking its promise",
        "accuse",
        "The commission",
        "indirect",
    ),
    (
        "More than 400 people have died, according to the Callow hospital register.",
        "More than 400 people have died",
        "according to",
        "the Callow hospital register",
        "indirect",
    ),
    (
        "According to the register, more than 400 people have died.",
        "more than 400 people have died",
        "according to",
        "the register",
        "indirect",
    ),
    (
        'Brandt said in a statement that the council "wants the fighting to go on".',
        'that the council "wants the fighting to go on',
        "say",
        "Brandt",
        "mixed",
    ),
    (
        "About 9,000 people have left the docks quarter, officials said.",
        "About 9,000 people have left the docks quarter",
        "say",
        "officials",
        "indirect",
    ),
    ('Marn called the plan "a bad joke".', 'the plan "a bad joke', "call", "Marn", "mixed"),
    (
        "The council's claim that the truce was broken surprised the mediators.",
        "that the truce was broken",
        "claim",
        "The council",
        "noun",
    ),
    ("In Marn's view, the truce came too late.", "the truce came too late", "in view of", "Marn", "indirect"),
    (
        'The clerk was quoted as saying that the gates were "wide open".',
        'that the gates were "wide open',
        "quote as saying",
        "The clerk",
        "second-hand",
    ),
    (
        "The commission called for an end to the fighting.",
        "an end to the fighting",
        "call for",
        "The commission",
        "indirect",
    ),
    ("Rescuers fear that many are still trapped.", "that many are still trapped", "fear", "Rescuers", "indirect"),
    ("A survey showed that most residents had left.", "that most residents had left", "show", "A survey", "indirect"),
    ("“The plan is dead”, Marn said.", "The plan is dead", "say", "Marn", None),
    (
        '"We will rebuild every house on the quay," the mayor promised.',
        "We will rebuild every house on the quay",
        "promise",
        "the mayor",
        "direct",
    ),
    (
        "'We will rebuild every house on the quay,' the mayor's deputy said.",
        "We will rebuild every house on the quay",
        "say",
        "the mayor's deputy",
        "direct",
    ),
]


@pytest.mark.parametrize(("text", "content", "lemma", "source", "form"), CASES)
def test_statement(text, content, lemma, source, form):
    found = attribute(text)
    match = [row for row, words in zip(found.itertuples(), contents(text, found), strict=True) if words == content]
    assert match, found[["start", "end", "rule", "cue_lemma"]].assign(words=contents(text, found)).to_string()
    assert (match[0].cue_lemma, match[0].source_text.rstrip(",")) == (lemma, source.rstrip(","))
    assert form is None or match[0].form == form


@pytest.mark.parametrize(
    "text",
    [
        "The fire claimed the lives of three fishermen.",
        "The United States sent a ship to the harbour.",
        "The captain was charged with theft.",
        "The storm threatened the coast.",
        "He continued the work until dawn.",
        "Reports of the court fill three shelves.",
        "The ship went down in order to save the cargo.",
        "The council met on Tuesday and left at noon.",
    ],
)
def test_homographs_are_no_statements(text):
    found = attribute(text)
    assert found.empty, found[["rule", "cue_lemma", "source_text"]].to_string()


def test_interrupted_quotation_is_one_attribution_in_two_parts():
    text = '"The plan," Marn told the council, "was never going to work."'
    found = attribute(text)
    assert set(found["attribution_id"]) == {0}
    assert found["part"].tolist() == [0, 1]
    assert contents(text, found) == ["The plan", "was never going to work"]
    assert set(found["form"]) == {"direct"}


def test_quotation_goes_on_behind_its_cue():
    text = '"We stay here," Marn said. "Nobody will move us from the quay."'
    found = attribute(text)
    assert set(found["attribution_id"]) == {0}
    assert contents(text, found)[1] == "Nobody will move us from the quay"


def test_quotation_over_two_paragraphs_keeps_its_speaker():
    text = 'Marn said: "We have waited for three long years.\n"Now the waiting is over for all of us."'
    found = attribute(text)
    assert set(found["source_text"]) == {"Marn"}
    assert len(found) == 2


def test_inserted_cue_splits_a_paraphrase():
    text = "The plan, officials said, was never going to work."
    found = attribute(text)
    assert contents(text, found) == ["The plan", "was never going to work"]
    assert set(found["source_text"]) == {"officials"}


def test_nested_statement_names_the_outer_one():
    text = "Brandt said that Marn had told the mediators that the plan was dead."
    found = attribute(text).set_index("cue_lemma")
    assert found.loc["tell", "outer_id"] == found.loc["say", "attribution_id"]
    assert found.loc["tell", "source_text"] == "Marn"
    assert pd.isna(found.loc["say", "outer_id"])


def test_cue_inside_a_quotation_is_the_speakers_own():
    found = attribute('"He said that he would come, and I believe him," Marn told the council.')
    assert found["cue_lemma"].tolist() == ["tell"]


def test_second_statement_of_the_same_speaker_ends_the_first():
    text = "Marn said the talks had failed, adding that the mediators had gone home."
    found = attribute(text)
    assert contents(text, found) == ["the talks had failed", "that the mediators had gone home"]
    assert set(found["source_text"]) == {"Marn"}


def test_passive_without_a_source_is_hearsay():
    text = "Several hostages are believed to have died."
    found = attribute(text)
    assert set(found["form"]) == {"hearsay"}
    assert found["source_start"].isna().all()
    assert contents(text, found) == ["Several hostages", "to have died"]


def test_short_quotation_without_a_speaker_is_listed_as_a_snippet():
    found = attribute('The road was "closed for repairs" all winter long.')
    assert found["form"].tolist() == ["snippet"]
    assert found["source_text"].isna().all()


def test_title_is_no_statement():
    assert attribute('The choir sang "The Long Way Home" in the square.').empty


def test_pull_quote_and_post_stand_apart():
    text = "We will not leave the quay.\nIlse Marn, council chair\nNew date for talks: Monday. — Harbour Office (@harbour) May 1"
    found = attribute(text, zones={0: "pullquote", 1: "pullquote", 2: "social"})
    assert found["form"].tolist() == ["pullquote", "embed"]
    assert found["source_text"].tolist() == ["Ilse Marn, council chair", "Harbour Office (@harbour)"]


def test_teasers_never_speak():
    assert attribute("Marn said the plan was dead.", zones={0: "teaser"}).empty


def test_labelled_turns_of_a_transcript():
    text = "MARN: We will not sign.\nBRANDT: Then there is nothing to talk about."
    found = attribute(text)
    assert found["source_text"].tolist() == ["MARN", "BRANDT"]


def test_offsets_point_at_the_words():
    text = "😀 “We stay,” said Ilse Marn.\n\nLater, she said the harbour was closed."
    found = attribute(text)
    for row in found.itertuples():
        assert text[row.cue_start : row.cue_end] == row.cue_text
        assert text[row.source_start : row.source_end] == row.source_text
    assert found["position"].between(0, 1).all()


def test_words_are_counted_per_piece():
    found = attribute('Brandt said that the council "wants the fighting to go on".')
    assert found[["n_words", "n_quoted_words"]].to_numpy().tolist() == [[9, 6]]


NASTY = [
    "",
    '"',
    '""',
    "“”",
    "'''",
    '"" said. "',
    '", he said.',
    'said said said "said" said',
    "said.",
    "According to",
    "according to according to.",
    '" " " " "',
    ": : :",
    "— ― -",
    "MARN:",
    "\u200f“שלום,” אמר.",
    "e\u0301\u0301 said \U0001f600.",
    'He said, "',
    "“He said ‘she said “they said’.",
    "x" * 5000 + ' "said" ',
    "was quoted as saying",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_survives(text):
    found = attribute(text)
    assert ((found["start"] < found["end"]) & (found["end"] <= len(text))).all()


def test_articles_must_cover_the_tokens():
    articles, blocks = make_tables("Marn said the plan was dead.")
    tokens = segment_text(articles, blocks)[1]
    with pytest.raises(ValueError, match="articles lacks 'a', which tokens has"):
        find_attributions(tokens, articles=articles.iloc[:0], blocks=blocks)


def test_missing_column_is_named():
    articles, blocks = make_tables("Marn said the plan was dead.")
    with pytest.raises(KeyError, match=r"tokens lacks the column\(s\) head_id"):
        find_attributions(segment_text(articles, blocks)[1].drop(columns="head_id"), articles=articles, blocks=blocks)


def test_inputs_stay_as_they_are():
    articles, blocks = make_tables('"We stay," Marn said.')
    tokens = segment_text(articles, blocks)[1]
    before = tokens.copy()
    find_attributions(tokens, articles=articles, blocks=blocks)
    pd.testing.assert_frame_equal(tokens, before)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who said it, the form, how many words of how many are quoted, and which statement holds the cue
        ('Marn said: "It is late," and Oslo said it was not.', [("Marn", "snippet", 3, 3, -1), ("Oslo", "indirect", 3, 0, -1)]),
        ("Marn said Oslo had said the talks failed.", [("Marn", "indirect", 6, 0, -1), ("Oslo", "indirect", 3, 0, 0)]),
        ("Marn wants to deny that the talks failed.", [("Marn", "indirect", 6, 0, -1), ("Marn", "indirect", 4, 0, 0)]),
        ('Marn said it was "late" and cold.', [("Marn", "mixed", 5, 1, -1)]),
        ('"It is late."', [("-", "snippet", 3, 3, -1)]),
        ('"We stay," Marn said. "We go on."', [("Marn", "direct", 2, 2, -1), ("Marn", "direct", 3, 3, -1)]),
        ("The talks reportedly failed.", [("-", "hearsay", 2, 0, -1), ("-", "hearsay", 1, 0, -1)]),
        ("It is said that the talks failed.", [("-", "hearsay", 4, 0, -1)]),
        ("Marn may say that the talks failed.", []),
        ('"He said it was late," Marn said.', [("Marn", "direct", 5, 5, -1)]),
    ],
)  # fmt: skip
def test_form_words_and_the_statement_around(text, expected):
    found = attribute(text).fillna({"source_text": "-"})
    columns = ["source_text", "form", "n_words", "n_quoted_words"]
    outer = found["outer_id"].astype("Float64").fillna(-1).astype(int)
    assert list(found[columns].assign(outer=outer).itertuples(index=False, name=None)) == expected


def test_statements_are_numbered_from_nought_in_reading_order_and_parts_within_them():
    found = attribute('"We stay," Marn said. "We go on." Oslo said it was late.')
    assert found[["attribution_id", "part"]].values.tolist() == [[0, 0], [0, 1], [1, 0]]


def test_configured_names_are_used_and_missing_columns_refused():
    text = '"We stay," the harbour office said.'
    config = CorpusConfig(source_aliases={"harbour office": "Harbour Office of Callow"})
    assert attribute(text, config=config)["source_name"].tolist() == ["Harbour Office of Callow"]
    articles, blocks = make_tables(text)
    tokens = segment_text(articles, blocks)[1]
    tables = {"tokens": tokens, "articles": articles, "blocks": blocks}
    for name, column in (("tokens", "dep"), ("articles", "text"), ("blocks", "zone")):
        given = tables | {name: tables[name].drop(columns=column)}
        with pytest.raises(KeyError, match=f"{name} lacks the column"):
            find_attributions(given["tokens"], articles=given["articles"], blocks=given["blocks"])
