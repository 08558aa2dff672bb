from workbench.plots.style import FORM_MARKS, OKABE_ITO, VOICE_MARKS, ZONE_MARKS, assign_marks
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
