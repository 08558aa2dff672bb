import pandas as pd
import pytest

from workbench.schema import SORT_KEYS, TABLES, ZONES, make_table, require_at_least, require_choice, require_columns


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_its_columns_and_dtypes(name):
    table = make_table([], name)
    assert table.dtypes.astype(str).to_dict() == dict(TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_sorted_by_columns_it_has(name):
    assert set(SORT_KEYS[name]) <= set(TABLES[name])


def test_rows_are_sorted_and_further_columns_kept_last():
    row = {"rule": "r", "start": 0, "end": 1, "message": "m", "extra": 1}
    table = make_table([{"article_id": "b", **row}, {"article_id": "a", **row}], "warnings")
    assert table.article_id.tolist() == ["a", "b"]
    assert table.columns[-1] == "extra"


def test_the_frame_given_is_not_changed():
    rows = pd.DataFrame({"article_id": ["a"], "rule": ["r"], "start": [0.0], "end": [1.0]})
    make_table(rows, "warnings")
    assert rows.columns.tolist() == ["article_id", "rule", "start", "end"]
    assert rows.start.dtype == "float64"


def test_missing_text_is_nan_and_a_missing_offset_is_refused():
    assert make_table([{"article_id": "a", "rule": "r", "start": 0, "end": 1}], "warnings").message.isna().all()
    with pytest.raises(ValueError, match="table 'warnings' lacks the column 'start', which cannot be left empty"):
        make_table([{"article_id": "a"}], "warnings")


def test_refusals_name_what_was_found_and_what_is_allowed():
    with pytest.raises(KeyError, match=r"tokens lacks the column\(s\) voice; it has text"):
        require_columns(pd.DataFrame({"text": []}), ["voice"], name="tokens")
    with pytest.raises(ValueError, match="zone is 'foot'; allowed are 'headline'"):
        require_choice("foot", ZONES, name="zone")
    with pytest.raises(ValueError, match="window is 0; it must be 1 or more"):
        require_at_least(0, 1, name="window")
