import pytest
from source_rows import resolve

from workbench.lexicons.word_lists import kind_of_phrase, singular_forms


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the prime minister", "GOV"),
        ("a senior foreign ministry official", "GOV"),
        ("an army officer", "MIL"),
        ("a spokesman for the armed forces", "MIL"),
        ("Police Chief Peter Lane", "SEC"),
        ("a militant leader", "NSAG"),
        ("rebel commanders", "NSAG"),
        ("the mayor", "ADM"),
        ("the Front-run health ministry", "ADM"),
        ("a U.N. spokeswoman", "IGO"),
        ("the World Health Organization", "IGO"),
        ("mediators", "MED"),
        ("an aid agency", "NGO"),
        ("a Red Cross official", "NGO"),
        ("opposition lawmakers", "LEG"),
        ("Sen. Peter Lane", "LEG"),
        ("a professor at the University of Osmere", "EXP"),
        ("analysts", "EXP"),
        ("residents of the quay", "CIV"),
        ("a 34-year-old teacher", "CIV"),
        ("a freed hostage", "VIC"),
        ("relatives of the missing", "VIC"),
        ("protesters", "PUB"),
        ("a news agency", "AGY"),
        ("a media outlet", "OTH-MEDIA"),
        ("the hospital register", "DOC"),
        ("a study", "DOC"),
        ("social media users", "SOC"),
        ("sources close to the talks", "UNK"),
        ("the president of the company", "UNK"),
        ("the president", "GOV"),
        ("who said so", "UNK"),
        # roles beside bodies: the body decides, the one in front before the one behind, the one known before the other
        ("an Army spokesman for the ministry", "MIL"),
        ("an official of the army and the health ministry", "GOV"),
        ("the aid agency's spokesman", "NGO"),
        ("army chief Peter Lane", "MIL"),
        ("police spokesman", "SEC"),
        ("a spokesman for the company", "UNK"),
        ("company president", "UNK"),
        ("president of Osmere", "GOV"),
        # compound sources, a role that keeps its own kind, who runs a body, what people went through
        ("a UN and WHO official", "IGO"),
        ("a WHO doctor", "CIV"),
        ("the Front-held health ministry", "ADM"),
        ("a Front-run company", "ADM"),
        ("the aid agency in the Front-run valley", "NGO"),
        ("former hostages", "VIC"),
        # "Press" is no plural of a president
        ("the Associated Press", "AGY"),
    ],
)
def test_kind_of_a_noun_phrase(phrase, kind):
    assert kind_of_phrase(phrase) == kind


def test_capitals_tell_a_body_from_a_word():
    assert kind_of_phrase("a WHO official") == "IGO"
    assert kind_of_phrase("the man who left") == "CIV"


@pytest.mark.parametrize(
    ("phrase", "body", "kind"),
    [
        ("a senior official", "IGO", "IGO"),  # the role takes the kind of the body
        ("a senior official", "UNK", "UNK"),  # a body is there, nothing tells its kind
        ("an army officer", "UNK", "MIL"),
        ("an army officer", "IGO", "IGO"),
        ("a WHO doctor", "GOV", "CIV"),  # this role has its own kind
        ("the quay", "IGO", "IGO"),
        ("the quay", "", "UNK"),
    ],
)
def test_the_body_beside_a_role_gives_the_kind_where_the_role_takes_one(phrase, body, kind):
    assert kind_of_phrase(phrase, body) == kind


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("ministers", ("ministers", "minister")),
        ("men", ("men",)),
        ("women", ("women", "woman")),
        ("is", ("is",)),
        ("press", ("press",)),
        ("envoys", ("envoys", "envoy")),
        ("gas", ("gas", "ga")),
    ],
)
def test_what_a_word_may_be_the_plural_of(word, forms):
    assert singular_forms(word) == forms


def test_an_official_of_a_body_is_of_its_kind():
    text = "The militant group Lantern met. A senior Lantern official, Peter Lane, said it was late."
    found = resolve(text, [("A senior Lantern official, Peter Lane", "said", "it was late")]).iloc[0]
    assert (found.source_name, found.source_kind, found.naming) == ("Peter Lane", "NSAG", "named person")


def test_what_happened_to_someone_gives_the_kind_where_no_role_does():
    text = "Ruth Berg, who was displaced by the fighting, said it was loud."
    assert resolve(text, [("Ruth Berg", "said", "it was loud")])["source_kind"].tolist() == ["CIV"]


@pytest.mark.parametrize(
    ("source", "naming"),
    [
        ("Mayor Helen Ford", "named person"),
        ("The Harbour Ministry", "named organisation"),
        ("Norway", "named organisation"),
        ("A senior official", "office only"),
        ("A source with knowledge of the plan", "anonymous individual"),
        ("A local resident", "anonymous individual"),
        ("Officials", "anonymous group"),
        ("Several residents", "anonymous group"),
        ("A media outlet", "anonymous group"),
        ("", "none"),
    ],
)
def test_naming(source, naming):
    cue = "said" if source else "is said"
    text = f"{source or 'It'} {cue} that the quay would close."
    assert resolve(text, [(source, cue, "the quay would close")])["naming"].tolist() == [naming]


def test_the_narrator_in_the_first_person_is_the_outlet():
    found = resolve("We asked whether the quay would close.", [("We", "asked", "whether the quay would close")])
    assert found["source_kind"].tolist() == ["JRN"]


@pytest.mark.parametrize(
    ("source", "descriptor"),
    [
        ("council chair Helen Ford", "council chair"),
        ("Helen Ford, a retired nurse", "a retired nurse"),
        ("the Front-run Harbour Ministry", "Front-run"),
        ("a senior council official, who asked not to be named", "senior council official, who asked not to be named"),
    ],
)
def test_descriptor_is_the_outlets_own_words(source, descriptor):
    text = f"On Monday {source}, said the quay would close."
    found = resolve(text, [(source, "said", "the quay would close")])["descriptor"].iloc[0]
    assert found in {descriptor, descriptor.removeprefix("a ")}
    assert found in text
