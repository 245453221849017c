import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tests.themes.blobs import blobs, unit
from vocpipe.themes.discovery import nearest as module
from vocpipe.themes.discovery.nearest import nearest, nearly_nearest

# Small whole numbers: products are exact, and equal ones are frequent.
matrices = hnp.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(3)), elements=st.sampled_from([-1.0, 0.0, 1.0]))


def by_brute_force(queries, points, k, same):
    rows = []
    for place, query in enumerate(queries):
        others = [(-float(query @ point), index) for index, point in enumerate(points) if not (same and index == place)]
        rows.append([(index, -minus) for minus, index in sorted(others)[:k]])
    return rows


def pairs(indices, cosines):
    return [list(zip(row, values, strict=True)) for row, values in zip(indices.tolist(), cosines.tolist(), strict=True)]


@given(matrices, matrices, st.integers(1, 6))
def test_nearest_equals_brute_force_with_ties_to_the_lower_index(queries, points, k):
    assert pairs(*nearest(queries, points, k)) == by_brute_force(queries, points, k, same=False)


@given(matrices, st.integers(1, 6))
def test_a_row_is_not_its_own_neighbor(points, k):
    assert pairs(*nearest(points, points, k, same=True)) == by_brute_force(points, points, k, same=True)


@given(matrices, st.integers(1, 5), st.sampled_from([1, 2, 3, 5, 1024]))
def test_the_block_size_does_not_change_the_result(points, k, block):
    expected = nearest(points, points, k, same=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)
        rows = nearest(points, points, k, same=True)
    assert rows[0].tolist() == expected[0].tolist()
    assert rows[1].tolist() == expected[1].tolist()


def test_many_equal_points_give_the_first_ones():
    points = np.tile(np.array([[1.0, 0.0]], np.float32), (400, 1))
    indices, cosines = nearest(points[:3], points, 5)
    assert indices.tolist() == [[0, 1, 2, 3, 4]] * 3
    assert cosines.tolist() == [[1.0] * 5] * 3
    indices, _ = nearest(points, points, 2, same=True)
    assert indices[:3].tolist() == [[1, 2], [0, 2], [0, 1]]


def test_the_greatest_are_found_among_many_columns():
    random = np.random.default_rng(0)
    points = unit(random.normal(size=(3000, 6)))
    points[1500:1600] = points[:100]  # ties far apart
    assert pairs(*nearest(points[:20], points, 7))[0][0][0] == 0
    rows = nearest(points[:50], points, 7)
    similarity = points[:50] @ points.T
    assert rows[0].tolist() == np.argsort(-similarity, axis=1, kind="stable")[:, :7].tolist()


def test_the_index_finds_nearly_all_neighbors_and_never_the_row_itself():
    pytest.importorskip("faiss")
    vectors, _ = blobs([400, 300, 300, 200], noise=0.2)
    exact, _ = nearest(vectors, vectors, 10, same=True)
    rows, cosines = nearly_nearest(vectors, vectors, 10, same=True)
    assert np.mean([len(set(a) & set(b)) for a, b in zip(rows.tolist(), exact.tolist(), strict=True)]) > 9.5
    assert not (rows == np.arange(len(vectors))[:, None]).any()
    assert (np.diff(cosines, axis=1) <= 0).all()
    assert np.allclose(cosines[:, 0], (vectors * vectors[rows[:, 0]]).sum(axis=1), atol=1e-5)


def test_the_index_does_not_depend_on_the_number_of_threads():
    faiss = pytest.importorskip("faiss")
    vectors, _ = blobs([700, 500, 300], noise=0.3)
    before, results = faiss.omp_get_max_threads(), []
    for threads in (1, 2, 2):
        faiss.omp_set_num_threads(threads)
        results.append(pairs(*nearly_nearest(vectors, vectors, 10, same=True)))
    faiss.omp_set_num_threads(before)
    assert results[0] == results[1] == results[2]


def test_a_query_whose_cells_hold_too_few_points_is_compared_with_all():
    pytest.importorskip("faiss")
    points = np.concatenate([np.tile(np.eye(3, dtype=np.float32)[:1], (300, 1)), np.eye(3, dtype=np.float32)[1:]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SEARCHED", 1)
        rows, _ = nearly_nearest(points[-1:], points, 3)
    assert rows.tolist() == [[301, 0, 1]]


def test_fewer_points_than_asked_for_give_all_of_them():
    points = np.eye(3, dtype=np.float32)
    assert nearest(points, points, 10)[0].shape == (3, 3)
    assert nearest(points, points, 10, same=True)[0].shape == (3, 2)
    assert nearest(points[:1], points[:1], 10, same=True)[0].shape == (1, 0)
    assert nearest(points[:0], points, 2)[0].shape[0] == 0
