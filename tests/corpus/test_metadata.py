from __future__ import annotations

import pandas as pd
import pytest

from workbench.corpus.metadata import METADATA_COLUMNS, read_stated_metadata
from workbench.corpus.zones import classify_blocks

BODY = "\n\nThe lake of Lindby rose by a metre on Monday night.\n\nNobody was hurt. The mayor was away."


def read(text):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return read_stated_metadata(articles, classify_blocks(articles)[0]).iloc[0]


def test_what_a_page_states_is_read():
    found = read("Lake rises by a metre in Lindby\nBy Jane Doe\nPublished: 3 May 2033, 06:41 GMT" + BODY)
    assert found["title"] == "Lake rises by a metre in Lindby"
    assert found["byline"] == "Jane Doe"
    assert found["published"] == "2033-05-03T06:41+00:00"
    assert pd.isna(found["outlet"])


def test_what_is_not_stated_is_missing_and_never_guessed():
    found = read(BODY.strip())
    assert found[list(METADATA_COLUMNS[1:])].isna().all()


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE AND TOM ROE", "JANE DOE AND TOM ROE"),
        ("By Jane Doe in Lindby", "Jane Doe in Lindby"),
        ("Written by Jane Doe | 3 May 2033", "Jane Doe"),
        ("By Nordpress", "Nordpress"),
    ],
)
def test_a_byline_is_read_without_its_cue_and_time(line, byline):
    found = read(f"Lake rises by a metre in Lindby\n{line}{BODY}")
    assert found["byline"] == byline
    assert pd.isna(found["outlet"])


def test_the_published_time_wins_over_the_update_wherever_it_stands():
    found = read("Updated: 4 May 2033 | Published: 3 May 2033\nLake rises by a metre in Lindby" + BODY)
    assert found["published"] == "2033-05-03"


def test_a_time_in_the_byline_is_read():
    found = read("Lake rises by a metre in Lindby\nBy Staff Reporter | Published: 2033-05-03 12:44" + BODY)
    assert found["byline"] == "Staff Reporter"
    assert found["published"] == "2033-05-03T12:44"


def test_an_update_alone_is_no_time_of_publication():
    assert pd.isna(read("Lake rises by a metre in Lindby\nUpdated: 4 May 2033" + BODY)["published"])


def test_a_date_whose_month_is_uncertain_is_not_read():
    assert pd.isna(read("Lake rises by a metre in Lindby\n03/04/2033" + BODY)["published"])


def test_a_date_in_a_caption_or_a_post_is_not_the_time_of_publication():
    caption = "\n\nHouses are seen under water in Lindby on May 3, 2033."
    post = "\n\nRain. pic.twitter.com/AbC — Lindby Fire (@lindbyfire) May 3, 2033"
    assert pd.isna(read("Lake rises by a metre in Lindby" + caption + BODY + post)["published"])


def test_a_machine_date_glued_to_the_lead_is_read():
    assert read("date 2033-05-03" + BODY.replace("\n\n", " ", 1))["published"] == "2033-05-03"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2033 The Lindby Packet. All rights reserved.", "The Lindby Packet"),
        ("This article was first published by The Lindby Packet.", "The Lindby Packet"),
    ],
)
def test_an_outlet_is_read_only_from_a_line_that_names_it(line, outlet):
    assert read(f"Lake rises by a metre in Lindby{BODY}\n\n{line}")["outlet"] == outlet


def test_of_two_headlines_the_one_nearer_the_text_is_the_title():
    found = read("Lindby lake rises, mayor away\n\nLindby lake rises by a metre, mayor away" + BODY)
    assert found["title"] == "Lindby lake rises by a metre, mayor away"


def test_one_row_per_article_in_their_order_and_missing_columns_refused():
    articles = pd.DataFrame({"article_id": ["b", "a"], "text": ["It rained on Monday.", "It snowed on Monday."]})
    blocks = classify_blocks(articles)[0]
    assert read_stated_metadata(articles, blocks)["article_id"].tolist() == ["b", "a"]
    with pytest.raises(KeyError, match="blocks lacks the column"):
        read_stated_metadata(articles, blocks.drop(columns="zone"))
