import numpy as np

from benchmarking.disclosure.choice import Choice

THREE = np.ones(3)
NONE = np.zeros(3, dtype=bool)


def choice(weights=THREE, required=NONE, allowed=~NONE):
    return Choice(np.asarray(weights, dtype=float), np.asarray(required), np.asarray(allowed))


def test_where_halves_would_do_whole_cells_are_chosen():
    """Each pair needs one: a half of each is cheapest on a line (1.5), two whole cells are the answer."""
    pairs = [np.array(pair, dtype=float) for pair in ([1, 1, 0], [0, 1, 1], [1, 0, 1])]
    assert choice().cheapest(pairs).sum() == 2
    assert choice([1, 1, 5]).cheapest(pairs).tolist() == [True, True, False]


def test_what_is_required_is_hidden_and_what_is_not_allowed_is_not():
    either = [np.array([0.0, 1, 1])]
    assert choice([1, 1, 2], required=[True, False, False]).cheapest(either).tolist() == [True, True, False]
    assert choice(allowed=[True, False, True]).cheapest(either).tolist() == [False, False, True]
    assert choice(required=[True, False, False]).cheapest([]).tolist() == [True, False, False]


def test_gains_add_up():
    half = [np.array([0.5, 0.5, 1])]
    assert choice([1, 1, 3]).cheapest(half).tolist() == [True, True, False]
    assert choice([1, 1, 1]).cheapest(half).tolist() == [False, False, True]
    assert choice([1, 1, 3]).enough(half, NONE).tolist() == [True, True, False]


def test_what_cannot_be_met_hides_all_that_helps():
    assert choice().cheapest([np.array([0.3, 0.3, 0])]).tolist() == [True, True, False]
