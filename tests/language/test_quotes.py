import pytest

from workbench.language import list_quotations
from workbench.language.quotes import quoted_spans


def pieces(text):
    return [text[span.start : span.end] for span in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” twice.", ["“no”"]),
        ('They were "not going on.” "There is no way," he said.', ['"not going on.”', '"There is no way,"']),
        ("„Nein“, “no„ and «non»", ["„Nein“", "“no„", "«non»"]),
        ("``We go,'' he said.", ["``We go,''"]),
        ("''We go,'' he said.", ["''We go,''"]),
        ('"One" “two”—"three"', ['"One"', "“two”", '"three"']),
        ('The plan ("no deal") fell.', ['"no deal"']),
        ("A 'total win' is near.", ["'total win'"]),
        ("Vows for ‘total win’ in Callow", ["‘total win’"]),
        ("'the workers' plan for peace' he said", ["'the workers' plan for peace'"]),
        ("'brave boys' left; 'so' he said", ["'brave boys'", "'so'"]),
        ("'We can't go,' she said; 'I won't.'", ["'We can't go,'", "'I won't.'"]),
        ("'He said \"no\" to us,' she said.", ["'He said \"no\" to us,'", '"no"']),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”", "‘no’"]),
        ("\"He said 'no'\" and 'yes'", ["\"He said 'no'\"", "'no'", "'yes'"]),
        ("\"She called it 'mad,'\" he said.", ["\"She called it 'mad,'\"", "'mad,'"]),
        # a single mark inside a double quotation pairs with none outside it, and the other way round
        ("\"He said 'no\" to us' all.", ['"He said \'no"']),
        ("'It is \"late' now\" he said.", ['"late\' now"']),
        ("'We go \"on' and on\", he said, 'yes'", ['"on\' and on"', "'yes'"]),
        # none of these is a quotation
        ("James' car and the workers' rights", []),
        ("Lantern's plan and the Marns' house", []),
        ("In the '90s they played rock 'n' roll and got 'em", []),
        ("In the ’90s they got ’em, ‘til 1999", []),
        ("It's the council's; don't ask.", []),
        ("The 6'2\" man left", []),
        ("Summer of '24 in the harbour, the dogs' park.", []),
        ("O'Brandt d'Oslo", []),
        ("no mark at all", []),
        ("", []),
    ],
)
def test_marks_pair_by_place(text, expected):
    assert pieces(text) == expected


def test_speech_over_paragraphs_goes_on_where_the_next_reopens():
    text = '"We go on.\n"And on," he said.'
    first, second = quoted_spans(text)
    assert (text[first.start : first.end], first.closed, first.continued, first.certain) == (
        '"We go on.',
        False,
        True,
        True,
    )
    assert (text[second.start : second.end], second.closed) == ('"And on,"', True)


def test_an_unclosed_mark_ends_with_its_paragraph_and_is_not_certain():
    text = 'He said "no. Then he left. \nThe council stayed.'
    (span,) = quoted_spans(text)
    assert text[span.start : span.end] == '"no. Then he left.'
    assert not span.closed
    assert not span.certain


def test_a_second_opening_mark_ends_the_first_unclosed():
    text = '"We agree, he said. "It is late," she said.'
    first, second = quoted_spans(text)
    assert (first.closed, text[first.start : first.end]) == (False, '"We agree, he said.')
    assert text[second.inner_start : second.inner_end] == "It is late,"


def test_depth_counts_what_lies_around():
    text = "“He said ‘not “never” but no’ to us,” she said, ‘yes’."
    assert [(span.depth, span.mark) for span in quoted_spans(text)][-1] == (0, "single")
    assert quoted_spans(text)[0].depth == 0


def test_inner_offsets_leave_the_marks_out():
    text = "He said ``no''."
    (span,) = quoted_spans(text)
    assert (text[span.inner_start : span.inner_end], text[span.start : span.end]) == ("no", "``no''")


def test_all_offsets_count_from_the_start_of_the_text():
    text = "One line.\nHe said \"no\" and 'yes'."
    assert [text[span.inner_start : span.inner_end] for span in quoted_spans(text)] == ["no", "yes"]
    spans = list_quotations(text, [(0, 9, "body"), (10, len(text), "body")])
    assert [text[span.inner_start : span.inner_end] for span in spans] == ["no", "yes"]


def quoted(text, *, zones=()):
    """What is quoted in a text whose lines are its blocks."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append((start, start + len(line), zones[number] if zones else "body"))
        start += len(line) + 1
    return [text[span.start : span.end] for span in list_quotations(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a pair, and what is nested in it
        ('He said "no" twice.', ['"no"']),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
        ("“He said “no” and “never” to us,” she said.", ["“He said “no” and “never” to us,”"]),
        ('"He said “no” to us, she said.', ['"He said “no” to us, she said.']),
        # a lone opening mark: announced or at the head of the block it counts, elsewhere it is a slip
        ('She called it "the best deal we could get. Nobody agreed.', []),
        ('She said: "the best deal we could get. Nobody agreed.', ['"the best deal we could get. Nobody agreed.']),
        ("She said, “we go. Nobody agreed.", ["“we go. Nobody agreed."]),
        ('"We go. Nobody agreed.', ['"We go. Nobody agreed.']),
        ('"We agree, he said. "It is late," she said.', ['"We agree, he said.', '"It is late,"']),
        # a slip leaves the pairs around it, and those inside it, as they are
        ('Not "so he said, and ‘yes’ too.', ["‘yes’"]),
        ("It was 'not said, and nobody's fault.", []),
        # a lone closing mark quotes nothing
        ('We go," he said.', []),
        ('We go," he said.\n"And on," he said.', ['"And on,"']),
        ('" We go on, he said.', ['" We go on, he said.']),
        ("We go,” he said.", []),
        # over paragraphs
        ('"We go on.\n"And on," he said.', ['"We go on.', '"And on,"']),
        ('It was "not on.\n"And on," he said.', ['"not on.', '"And on,"']),
        ('It was "not on.\nAnd on, he said.', []),
        ("", []),
    ],
)
def test_what_is_quoted(text, expected):
    assert quoted(text) == expected


def test_speech_goes_on_in_the_next_block_of_its_zone_only():
    text = 'It was "not on.\nA caption.\n"And on," he said.'
    assert quoted(text, zones=("body", "caption", "body")) == ['"not on.', '"And on,"']
    assert quoted(text, zones=("body", "body", "body")) == ['"And on,"']


def test_an_embedded_post_is_left_whole():
    assert quoted('He posted "no".', zones=("social",)) == []
