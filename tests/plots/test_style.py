from workbench.plots.style import (
    BLUE,
    FORM_MARKS,
    NONE_FOUND,
    OKABE_ITO,
    VOICE_MARKS,
    ZONE_MARKS,
    assign_marks,
    fold,
    mark_parts,
    mark_units,
    squeeze,
)
from workbench.schema import FORMS, VOICES, ZONES


def test_every_zone_voice_and_form_looks_different_in_two_ways():
    for marks, names in ((ZONE_MARKS, ZONES), (VOICE_MARKS, VOICES), (FORM_MARKS, FORMS)):
        assert set(names) <= set(marks)
        looks = {(mark.colour, mark.hatch) for mark in marks.values()}
        assert len(looks) == len(marks)
        assert {mark.colour for mark in marks.values()} <= set(OKABE_ITO.values())


def test_sixty_names_get_sixty_looks():
    marks = assign_marks(str(number) for number in range(60))
    assert len({(mark.colour, mark.marker) for mark in marks.values()}) == 60


def test_a_text_keeps_the_mark_of_the_study_whatever_else_is_drawn():
    study = assign_marks(["a", "b", "c"])
    assert mark_units(["c", "a"], study) == {"c": study["c"], "a": study["a"]}


def test_a_text_that_the_study_does_not_know_takes_a_look_that_is_left():
    study = assign_marks(["a", "b"])
    assert mark_units(["a", "x"], study)["x"] not in study.values()


def test_more_than_eight_texts_have_no_more_colours():
    assert len(set(mark_units(str(number) for number in range(8)).values())) == 8
    assert len(set(mark_units(str(number) for number in range(9)).values())) == 1


def test_neutral_and_none_found_differ_by_colour_marker_and_hatch():
    marks = mark_parts(["none found", "denial", "neutral"])
    assert marks["none found"] == NONE_FOUND
    assert marks["neutral"].colour == BLUE
    pairs = zip(vars(marks["neutral"]).values(), vars(marks["none found"]).values(), strict=True)
    assert all(one != other for one, other in pairs)


def test_what_is_cut_from_a_label_is_its_middle():
    assert squeeze("The Straits Observer 12", limit=12).endswith("12")
    assert fold("The Straits Observer and Harbour Gazette 12", width=14, lines=2).endswith("12")
    assert max(map(len, fold("The Straits Observer and Harbour Gazette 12", width=14).split("\n"))) <= 14
