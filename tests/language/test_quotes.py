import pytest

from workbench.language import quoted_spans


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
