"""One entry a row, from what it was to what it became."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.journal import Entry, difference, merged

Columns = dict[str, int] | None
rows = st.one_of(st.none(), st.fixed_dictionaries({"a": st.integers(0, 2), "b": st.integers(0, 2)}))


def entry(before: Columns, after: Columns, row: str = "r") -> Entry:
    return difference(Entry(kind="k", row=row, contact=None, before=before, after=after))


@given(st.lists(rows, min_size=1, max_size=8))
def test_many_writes_of_a_row_are_one_from_the_first_state_to_the_last(states: list[Columns]) -> None:
    steps = pairwise(states)
    entries = [entry(before, after) for before, after in steps if before is not None or after is not None]
    whole = entry(states[0], states[-1])
    assert merged(entries) == ([] if whole.is_nothing or not entries else [whole])


def test_rows_keep_the_order_in_which_they_were_first_written() -> None:
    entries = [entry(None, {"a": 1}, "first"), entry(None, {"a": 1}, "second"), entry({"a": 1}, {"a": 2}, "first")]
    assert [(each.row, each.after) for each in merged(entries)] == [("first", {"a": 2}), ("second", {"a": 1})]
