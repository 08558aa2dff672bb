"""What holds for every text whatever it is: offsets, and that checking twice says the same."""

import sys
import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given, settings, strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from test_hostile import check_offsets, load

LINES = [
    "The quay is shut. ",
    "By Jane Doe",
    "8 March 2031",
    "Read more: x",
    "---\n",
    "# ",
    "OSLO — ",
    "said",
    "http://a.b/c",
]
SIGNS = [
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "“",
    "”",
    '"',
    "(",
    "é",
    "e\u0301",
    "😀",
    "\u2028",
    "\x85",
    "\u200b",
    "\ufeff",
    "\t",
]
PIECES = st.sampled_from([*LINES, *SIGNS, "\u202e", "…"])
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_offsets_hold_in_any_text_and_a_second_check_says_the_same(text):
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "a.txt").write_bytes(text.encode())
        (first, refused), (second, again) = load(Path(place)), load(Path(place))
    assert refused == again
    if first is None:
        return
    check_offsets(first)
    for name in ("articles", "blocks", "warnings", "log", "problems", "notes", "metadata"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
