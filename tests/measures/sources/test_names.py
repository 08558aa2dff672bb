import re

import pandas as pd
import pytest
from source_rows import make_article

from workbench.language import segment_text
from workbench.lexicons.word_lists import find_role, is_title, load_ranks, load_roles, read_word_list, singular_forms
from workbench.measures.sources.speakers.introductions import find_cast
from workbench.measures.sources.speakers.names import (
    AFTER_THE,
    AGE,
    BODY_WORD,
    GIVEN_NAME,
    TITLED,
    TOO_LONG,
    WHO,
    _weigh,
    build_reading,
    find_names,
)
from workbench.schema import SOURCE_KINDS
from workbench.tokens.tree import build_tree


def read(text):
    articles, blocks = make_article(text)
    return build_reading(segment_text(articles, blocks)[1], text)


def cast_of(text):
    return {referent.name: referent for referent in find_cast(read(text)).referents}


def test_titles_are_cut_from_names():
    found = [
        " ".join(name.words) for name in find_names(read("Prime Minister Helen Ford met Gen. Robert Lane on Monday."))
    ]
    assert found == ["Helen Ford", "Robert Lane"]


def test_one_person_under_four_names_is_one_referent():
    text = "Governor Helen Ford spoke. Ms. Ford smiled. Ford sat down. Helen A. Ford's aides left."
    people = [r for r in find_cast(read(text)).referents if r.sort == "person"]
    assert [(person.name, person.gender) for person in people] == [("Helen A. Ford", "f")]
    assert len(people[0].places) == 4


def test_two_people_of_one_surname_stay_two():
    text = "Helen Ford spoke first. Her brother Peter Ford spoke next. Mr. Ford was brief. Ms. Ford was not."
    cast = cast_of(text)
    assert len(cast["Helen Ford"].places) == 2
    assert len(cast["Peter Ford"].places) == 2


def test_acronym_leads_to_the_name_in_full():
    cast = cast_of("The Northern Rivers Authority (NRA) met on Monday. The NRA said nothing more.")
    bodies = [name for name, referent in cast.items() if referent.sort == "body"]
    assert bodies == ["Northern Rivers Authority"]


def test_a_country_after_a_role_is_no_person():
    assert not any(r.sort == "person" for r in cast_of("An official from mediator Norway said talks went on.").values())


def test_what_introduces_a_name_is_kept():
    text = "Council chair Helen Ford met Peter Lane, a 34-year-old teacher, and the envoy, Ruth Berg, on Monday."
    cast = cast_of(text)
    assert "chair" in cast["Helen Ford"].role_heads
    assert "teacher" in cast["Peter Lane"].role_heads
    assert "envoy" in cast["Ruth Berg"].role_heads


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("spokeswomen", "spokeswoman"), ("residents", "resident"), ("Sen.", "senator"), ("deputies", "deputy")],
)
def test_role_words_in_the_plural_and_as_titles(word, lemma):
    assert find_role(word).lemma == lemma


def test_a_word_that_is_no_role():
    assert find_role("harbour") is None
    assert not is_title("harbour")
    assert "ci" not in singular_forms("cities")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("people/roles", "role"),
        ("people/actors", "term"),
        ("people/gender_cues", "term"),
        ("sources/channel_phrases", "phrase"),
    ],
)
def test_lists_hold_no_entry_twice_and_have_notes(name, key):
    rows = read_word_list(name)
    entries = [row[key] for row in rows]
    assert len(entries) == len(set(entries)) > 50
    assert all(entry == entry.lower().strip() for entry in entries)
    assert "note" in rows[0]


def test_wider_words_of_roles_are_known_or_plain():
    kinds = {role.kind for role in load_roles().values()}
    assert kinds <= set(SOURCE_KINDS)
    assert all(role.same_as in load_roles() for role in load_roles().values())


@pytest.mark.parametrize(
    ("before", "name", "behind", "label", "weight"),
    [
        ("", "Harbour", "", "", 0),
        ("", "Harbour", "", "PERSON", 2),
        ("", "Harbour", "", "NORP", -3),
        ("President ", "Harbour", "", "", TITLED),
        ("President ", "Harbour", "", "GPE", TITLED - 2),
        ("president ", "Harbour", "", "GPE", -2),
        ("", "Helen Harbour", "", "", GIVEN_NAME),
        ("", "Helen", "", "", 0),
        ("", "Harbour Ministry", "", "", BODY_WORD),
        ("", "Bank of Osmere", "", "", BODY_WORD),
        ("the ", "Harbour", "", "", AFTER_THE),
        ("", "One Two Three Four", "", "", 0),
        ("", "One Two Three Four Five", "", "", TOO_LONG),
        ("", "Harbour", ", who left", "", WHO),
        ("", "Vale Harbour", ", 34, left", "", AGE),
        ("", "Harbour", ", 34, left", "", 0),
        ("", "Harbour", ",", "", 0),
    ],
)
def test_what_speaks_for_a_person(before, name, behind, label, weight):
    words = re.findall(r"\w+|[^\w\s]", before + name + behind)
    starts = [match.start() for match in re.finditer(r"\w+|[^\w\s]", before + name + behind)]
    rows = {
        "article_id": "a",
        "token_id": range(len(words)),
        "start": starts,
        "text": words,
        "head_id": 0,
        "sentence_id": 0,
    }
    tokens = pd.DataFrame(rows).assign(
        end=lambda df: df["start"] + df["text"].str.len(), lower=lambda df: df["text"].str.lower()
    )
    first = len(before.split())
    place = (first, first, first + len(name.split()))
    assert _weigh(build_tree(tokens, before + name + behind), place, tuple(name.split()), label) == weight


def test_ranks_are_no_first_word_of_a_name_but_new_is():
    assert {"senior", "top", "veteran"} <= load_ranks()
    assert "new" not in load_ranks()
