from __future__ import annotations

import pytest

from workbench.corpus.blocks import cut_parts
from workbench.corpus.stamps import is_stamp, list_stamps, read_date


def cut(text):
    return [(part.text, part.cut) for part in cut_parts(text)]


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA —",
        "LIMA, Peru —",
        "LIMA, Peru (WIRE) —",
        "LIMA (Nordpress) -",
        "LIMA, March 3 (Nordpress) --",
        "ST. JOHN'S, Antigua –",
        "GENEVA/LIMA —",
        "Lima, Peru\u00a0—",
        "Lima –",
        "Lima (WIRE) –",
        "NEW LIMA:",
        "(Nordpress) —",
    ],
)
def test_a_dateline_is_cut_from_the_sentence_after_it(dateline):
    lead = "The council of the city met on Monday to vote on the wall."
    assert cut(f"{dateline} {lead}") == [(dateline, "dateline"), (lead, "lead")]


@pytest.mark.parametrize(
    "line",
    [
        "Smith — a former minister and twice a mayor — said nothing to the council.",
        "Oda Lind — the mayor of the town — has been called many things by many people.",
        "The Lake War – What We Know So Far About It",
        "READ MORE: The council of the city met on Monday",
        "VIDEO: The council of the city met on Monday to vote",
        "He said so — and the council of the city met on Monday.",
    ],
)
def test_a_dash_or_colon_that_follows_no_place_cuts_nothing(line):
    assert cut(line) == [(line, "")]


@pytest.mark.parametrize("stamp", ["date 2031-03-07", "2031-03-07", "Published: 2031-03-07 08:15", "2 hours ago"])
def test_a_machine_date_glued_to_the_lead_is_cut_off(stamp):
    lead = "The council of the city met on Monday to vote on the wall."
    assert cut(f" {stamp} {lead}") == [(stamp, "machine-date"), (lead, "lead")]


def test_a_sentence_that_begins_with_its_date_is_not_cut():
    line = "On 7 March 2031 the council of the city met to vote on the wall."
    assert cut(line) == [(line, "")]


def test_a_time_is_cut_from_the_byline_after_it():
    assert cut("Published March 7, 2031 By Jane Doe") == [("Published March 7, 2031", "stamp"), ("By Jane Doe", "")]


def test_a_post_is_cut_from_the_sentence_glued_to_its_signature():
    post = "Rain all week. pic.twitter.com/AbC — Lindby Fire (@lindbyfire) May 3, 2033"
    after = "The mayor said the fire brigade was right about that."
    assert [text for text, _ in cut(f"{post} {after}")] == [post, after]


def test_white_space_of_every_kind_is_outside_the_parts():
    parts = cut_parts("\u200b \u00a0One.\u00a0\r\n\u2003\r\nTwo.\u3000")
    assert [(part.text, part.gap) for part in parts] == [("One.", 0), ("Two.", 1)]


def test_marks_of_writing_direction_are_kept():
    assert cut("\u200fשלום One.")[0][0] == "\u200fשלום One."


def test_lines_broken_at_a_width_are_one_part_and_a_heading_above_them_is_its_own():
    text = "Lake rises\nThe council of the city met on Monday to vote on the wall that\nis to run along the shore from the old mill to the ferry house,\nand it voted for it by thirty to ten."
    assert [part.text.count("\n") for part in cut_parts(text)] == [0, 2]


def test_lines_that_end_with_a_stop_are_not_joined():
    text = "The council met on Monday to vote on the wall along the shore.\nit voted late."
    assert len(cut_parts(text)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Published: 09:05, March 8, 2031 | Updated: 10:13, March 8, 2031",
        "08 March, 2031",
        "8th March 2031",
        "Sat 8 Mar 2031 09.12 GMT",
        "Last updated on: March 8, 2031 at 3:45 p.m. EST",
        "2031-03-08T09:05:00Z",
        "08/03/2031",
        "Updated 3 hours ago",
        "First published on Sat 8 Mar 2031 09.12 CET",
    ],
)
def test_a_time_line_is_known(line):
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line", ["March", "On Monday", "2031", "The 8 March 2031 meeting", "May 3 was the last day", "Updated"]
)
def test_a_line_with_more_or_less_than_a_time_is_no_time_line(line):
    assert not is_stamp(line)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("March 8, 2031", "2031-03-08"),
        ("Sept. 8, 2031", "2031-09-08"),
        ("8th of May 2031", "2031-05-08"),
        ("2031-03-08", "2031-03-08"),
        ("31/12/2031", "2031-12-31"),
        ("12/31/2031", "2031-12-31"),
        ("05/05/2031", "2031-05-05"),
        ("03/04/2031", None),
        ("February 30, 2031", None),
        ("March 2031", None),
    ],
)
def test_only_a_certain_date_is_read(words, iso):
    assert read_date(words) == iso


@pytest.mark.parametrize(
    ("line", "stamps"),
    [
        ("8 March 2031, 06:41 GMT", [("", "2031-03-08T06:41+00:00")]),
        ("Published 3 March 2031", [("published", "2031-03-03")]),
        ("Updated 12:05 a.m. EDT, March 3, 2031", [("updated", "2031-03-03T00:05-04:00")]),
        ("March 3, 2031 12:30 pm IST", [("", "2031-03-03T12:30")]),
        ("Posted on March 3, 2031 at 9 pm", [("published", "2031-03-03T21:00")]),
        ("2031-03-08T09:05:00Z", [("", "2031-03-08T09:05+00:00")]),
        ("3 hours ago", []),
        ("8 March 2031 | 9 March 2031", [("", "2031-03-08"), ("", "2031-03-09")]),
        ("Updated 8 March 2031 | 9 March 2031", [("updated", "2031-03-08"), ("updated", "2031-03-09")]),
        ("3 March 2031 at noon", [("", "2031-03-03T12:00")]),
        ("3 March 2031 12 am", [("", "2031-03-03T00:00")]),
        ("3 March 2031 25:00", [("", "2031-03-03")]),
    ],
)
def test_times_are_read_as_iso_8601(line, stamps):
    assert list_stamps(line) == stamps
