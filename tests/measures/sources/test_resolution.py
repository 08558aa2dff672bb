import pandas as pd
import pytest
from source_rows import make_article, make_rows, resolve

from workbench.corpus.config import CorpusConfig, Entity
from workbench.language import segment_text
from workbench.measures.sources import resolve_sources
from workbench.measures.sources.speakers.resolve import unite_spellings
from workbench.schema import CHANNELS, NAMINGS, SOURCE_KINDS, make_table


def names(*args, **kwargs):
    found = resolve(*args, **kwargs)["source_name"]
    return [None if pd.isna(name) else name for name in found]


def test_surname_title_and_possessive_lead_to_the_full_name():
    text = "Mayor Helen Ford said the quay would close. Ms. Ford said work had begun. Ford's view was that it was late."
    said = [("Mayor Helen Ford", "said", "the quay would close"), ("Ms. Ford", "said", "work had begun")]
    assert names(text, [*said, ("Ford's", "view", "it was late")]) == ["Helen Ford"] * 3


@pytest.mark.parametrize(
    ("introduced", "taken_up"),
    [
        ("Council chair Helen Ford", "The council chair"),
        ("Helen Ford, the council chair,", "The chair"),
        ("Norwegian Prime Minister Helen Ford", "The Norwegian leader"),
        ("Norway's Prime Minister Helen Ford", "The Norwegian premier"),
        ("Norway's Prime Minister, Helen Ford,", "The Norwegian leader"),
        ("The chairwoman, Helen Ford,", "The chairwoman"),
        ("Helen Ford, who is a senator,", "The senator"),
    ],
)
def test_a_role_leads_to_the_person_named_in_it(introduced, taken_up):
    text = f"{introduced} said the quay would close. Peter Lane left early. {taken_up} said work had begun."
    found = names(text, [(introduced.strip(","), "said", "the quay would close"), (taken_up, "said", "work had begun")])
    assert found == ["Helen Ford", "Helen Ford"]


def test_a_role_of_another_country_is_not_that_person():
    text = "Norwegian Prime Minister Helen Ford said the quay would close. The Danish leader said it would not."
    found = names(
        text, [("Norwegian Prime Minister Helen Ford", "said", "the quay"), ("The Danish leader", "said", "it would")]
    )
    assert found == ["Helen Ford", "Danish leader"]


def test_the_official_named_one_sentence_later():
    text = (
        "The mayor spoke at noon. A senior harbour official replied that it was late. "
        "The official, Peter Lane, urged all sides to wait."
    )
    said = [("A senior harbour official", "replied", "it was late"), ("The official, Peter Lane", "urged", "all sides")]
    assert names(text, said) == ["Peter Lane", "Peter Lane"]


def test_pronouns_follow_the_speaker_and_the_gender_of_titles():
    text = "Ms. Ford met Mr. Lane on Monday. She said the quay would close. He said it would not. She said it must."
    said = [("She", "said", "the quay"), ("He", "said", "it would not"), ("She", "said", "it must")]
    assert names(text, said) == ["Ford", "Lane", "Ford"]


def test_a_pronoun_that_fits_two_alike_stays_unresolved():
    text = "Mr. Ford and Mr. Lane met. He said the quay would close."
    found = resolve(text, [("He", "said", "the quay would close")])
    assert found["source_name"].isna().all()
    assert found["naming"].isna().all()


def test_a_pronoun_without_anyone_before_it_stays_unresolved():
    assert names("He said the quay would close.", [("He", "said", "the quay would close")]) == [None]


def test_a_bare_role_without_anyone_named_has_no_name_but_a_naming():
    found = resolve("The spokesman said the quay would close.", [("The spokesman", "said", "the quay")]).iloc[0]
    assert pd.isna(found.source_name)
    assert found.naming == "office only"


def test_who_means_the_noun_before_it():
    text = "Peter Lane, who said the quay would close, left. Mayor Ruth Berg stayed."
    assert names(text, [("who", "said", "the quay would close")]) == ["Peter Lane"]


def test_i_within_a_quotation_means_its_speaker():
    text = 'Peter Lane said: "I think the quay is closed."'
    rows = make_rows(text, [("Peter Lane", "said", '"I think the quay is closed."')])
    inner = make_rows(text, [("I", "think", "the quay is closed")]).assign(attribution_id=1, outer_id=0)
    articles, blocks = make_article(text)
    tokens = segment_text(articles, blocks)[1]
    both = make_table(pd.concat([rows, inner]), "attributions")
    assert resolve_sources(both, tokens, articles=articles)["source_name"].tolist() == ["Peter Lane", "Peter Lane"]


def test_short_forms_of_bodies():
    text = "The Northern Rivers Commission met. The commission said the quay would close. Officials said it would not."
    said = [("The commission", "said", "the quay would close"), ("Officials", "said", "it would not")]
    assert names(text, said) == ["Northern Rivers Commission", "officials"]


def test_remarks_belong_to_their_owner():
    text = "Mayor Helen Ford spoke on Monday. Ford's remarks suggested that the quay would close."
    assert names(text, [("Ford's remarks", "suggested", "the quay would close")]) == ["Helen Ford"]


def test_a_new_description_of_the_one_person_in_view():
    text = "Ruth Berg, who fled the quay, said it was loud. The 34-year-old teacher said she slept in a hall."
    said = [("Ruth Berg, who fled the quay", "said", "it was loud"), ("The 34-year-old teacher", "said", "she slept")]
    found = resolve(text, said)
    assert found["source_name"].tolist() == ["Ruth Berg", "Ruth Berg"]
    assert found["source_kind"].tolist()[1] == "CIV"


def test_a_pull_quote_takes_the_speaker_of_what_it_repeats():
    text = 'Ruth Berg said: "We only want to sleep."\n"We only want to sleep"'
    rows = make_rows(text, [("Ruth Berg", "said", '"We only want to sleep."')])
    pulled = make_rows(text, [("", "", '"We only want to sleep"')])
    pulled = pulled.assign(attribution_id=1, form="pullquote", start=text.rindex('"We'), end=len(text))
    articles, blocks = make_article(text, zones={1: "pullquote"})
    tokens = segment_text(articles, blocks)[1]
    found = resolve_sources(make_table(pd.concat([rows, pulled]), "attributions"), tokens, articles=articles)
    assert found["source_name"].tolist() == ["Ruth Berg", "Ruth Berg"]


CONFIG = CorpusConfig(
    parties={"h": "Harbour"},
    entities=(
        Entity("ford", "Helen Ford", kind="NSAG", party="h", names=("Helen Ford", "Ford")),
        Entity("council", "Harbour Council", kind="GOV", party="h", names=("Harbour Council",), roles=("the council",)),
        Entity("plan", "the plan", type="event", names=("Peter Lane",)),
    ),
    source_aliases={"the delegation": "Lane delegation"},
)


def test_configuration_wins_and_alone_gives_a_side():
    text = "Mayor Helen Ford said yes. The council said no. The delegation said maybe. Mayor Peter Lane said never."
    said = [("Mayor Helen Ford", "said", "yes"), ("The council", "said", "no"), ("The delegation", "said", "maybe")]
    found = resolve(text, [*said, ("Mayor Peter Lane", "said", "never")], config=CONFIG)
    assert found["source_name"].tolist() == ["Helen Ford", "Harbour Council", "Lane delegation", "Peter Lane"]
    assert found["source_kind"].tolist()[:2] == ["NSAG", "GOV"]
    assert found["side"].fillna("").tolist() == ["h", "h", "", ""]
    assert resolve(text, said)["side"].isna().all()


def test_columns_hold_codes_only_and_the_input_is_left_alone():
    text = "Mayor Helen Ford said yes. It is said that no."
    rows = make_rows(text, [("Mayor Helen Ford", "said", "yes"), ("", "is said", "no")])
    before = rows.copy()
    articles, blocks = make_article(text)
    found = resolve_sources(rows, segment_text(articles, blocks)[1], articles=articles)
    pd.testing.assert_frame_equal(rows, before)
    assert set(found["source_kind"]) <= set(SOURCE_KINDS)
    assert set(found["naming"]) <= set(NAMINGS)
    assert set(found["channel"]) <= set(CHANNELS)
    assert found.loc[1, ["source_kind", "naming"]].tolist() == ["UNK", "none"]


def test_a_missing_column_is_named():
    rows = make_table([], "attributions").drop(columns="outer_id")
    with pytest.raises(KeyError, match=r"attributions lacks the column.*outer_id"):
        resolve_sources(rows, make_table([], "tokens"), articles=make_table([], "articles"))


def test_two_runs_are_alike():
    text = "Mayor Helen Ford said yes. She said no."
    said = [("Mayor Helen Ford", "said", "yes"), ("She", "said", "no")]
    pd.testing.assert_frame_equal(resolve(text, said), resolve(text, said))


def test_an_office_of_several_words_and_the_remarks_of_a_role():
    text = "He told Secretary of State Helen Ford that it was late. The secretary's reaction suggested that it was not."
    found = resolve(text, [("The secretary's reaction", "suggested", "it was not")]).iloc[0]
    assert (found.source_name, found.source_kind) == ("Helen Ford", "GOV")


def test_spellings_that_differ_in_case_are_one_source_under_the_more_frequent_one():
    text = "A harbour ministry said yes. Later, a Harbour Ministry said no. A harbour ministry said maybe."
    said = [("A harbour ministry", "said", "yes"), ("a Harbour Ministry", "said", "no")]
    assert len(set(names(text, [*said, ("A harbour ministry", "said", "maybe")]))) == 1
    spelled = pd.DataFrame({"source_name": ["Quay Office", "quay office", "quay office", None]})
    assert unite_spellings(spelled)["source_name"].fillna("").tolist() == ["quay office"] * 3 + [""]


@pytest.mark.parametrize("agency", ["The Associated Press", "the Associated Press"])
def test_the_press_is_no_president(agency):
    found = resolve(f"On Monday {agency} said that it was late.", [(agency, "said", "it was late")]).iloc[0]
    assert (found.source_name, found.source_kind, found.naming) == ("Associated Press", "AGY", "named organisation")


def test_initials_in_capitals_are_no_relative_pronoun():
    text = "The harbour board met in Callow. WHO said that it was late."
    assert names(text, [("WHO", "said", "it was late")]) == [None]


def test_a_name_that_begins_with_new_stays_whole():
    text = "On Monday the New York Herald said that it was late. New Zealand said that it was not."
    said = [("the New York Herald", "said", "it was late"), ("New Zealand", "said", "it was not")]
    assert names(text, said) == ["New York Herald", "New Zealand"]


def test_a_compound_source_names_all_its_members_or_nobody():
    text = "He and Ruth Berg said it was not. Mayor Helen Ford and envoy Peter Lane said it was late."
    said = [
        ("He and Ruth Berg", "said", "it was not"),
        ("Mayor Helen Ford and envoy Peter Lane", "said", "it was late"),
    ]
    found = resolve(text, said)
    assert found["source_name"].fillna("").tolist() == ["", "Helen Ford and Peter Lane"]
    assert found["naming"].tolist() == ["named person", "named person"]


def test_an_entity_without_kind_or_party_gives_its_label_only():
    config = CorpusConfig(entities=(Entity("ford", "Helen Ford (mayor)", names=("Helen Ford",)),))
    found = resolve("Mayor Helen Ford said yes.", [("Mayor Helen Ford", "said", "yes")], config=config).iloc[0]
    assert (found.source_name, found.source_kind) == ("Helen Ford (mayor)", "ADM")
    assert pd.isna(found.side)
