import pytest
from source_rows import resolve


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "channel"),
    [
        (
            "Helen Ford told a news conference that work had begun.",
            "Helen Ford",
            "told",
            "work had begun",
            "press conference",
        ),
        ("Helen Ford told reporters that work had begun.", "Helen Ford", "told", "work had begun", "press conference"),
        ("In an interview, Helen Ford said work had begun.", "Helen Ford", "said", "work had begun", "interview"),
        (
            "Helen Ford said in a statement that work had begun.",
            "Helen Ford",
            "said",
            "work had begun",
            "written statement",
        ),
        ("Helen Ford tweeted that work had begun.", "Helen Ford", "tweeted", "work had begun", "social post"),
        ("A study said work had begun.", "A study", "said", "work had begun", "document"),
        ("Helen Ford said in a speech that work had begun.", "Helen Ford", "said", "work had begun", "speech"),
        (
            "Helen Ford was quoted as saying work had begun.",
            "Helen Ford",
            "was quoted as saying",
            "work had begun",
            "other media",
        ),
        ("Helen Ford said work had begun.", "Helen Ford", "said", "work had begun", "unstated"),
    ],
)
def test_channel_from_the_words_near_the_cue(text, source, cue, content, channel):
    assert resolve(text, [(source, cue, content)])["channel"].tolist() == [channel]


def test_words_of_the_content_say_nothing_of_the_channel():
    text = "Helen Ford said the interview with the paper was a study in patience."
    found = resolve(text, [("Helen Ford", "said", "the interview with the paper was a study in patience")])
    assert found["channel"].tolist() == ["unstated"]


def test_an_embedded_post_is_a_social_post_whatever_it_says():
    text = "Met today in an interview. — Helen Ford (@ford)"
    found = resolve(text, [("Helen Ford (@ford)", "", "Met today in an interview.")], form="embed", zones={0: "social"})
    assert found[["channel", "source_name"]].values.tolist() == [["social post", "Helen Ford"]]


def test_second_hand_without_a_phrase_is_other_media():
    text = "Helen Ford told others that work had begun."
    found = resolve(text, [("Helen Ford", "told", "work had begun")], form="second-hand")
    assert found["channel"].tolist() == ["other media"]
