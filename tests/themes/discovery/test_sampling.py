import numpy as np

from vocpipe.themes.discovery.sampling import stratified


def counts(groups, chosen):
    return {
        group: int(sum(1 for one, is_in in zip(groups, chosen, strict=True) if is_in and one == group))
        for group in set(groups)
    }


def test_no_more_than_the_bound_are_all_taken():
    assert stratified(["a", "b", "b"], 3).all()


def test_small_groups_come_in_whole_and_the_others_in_proportion():
    groups = ["large"] * 60_000 + ["middle"] * 30_000 + ["small"] * 150
    found = counts(groups, stratified(groups, 9_000))
    assert found["small"] == 150
    assert 8_990 <= sum(found.values()) <= 9_000
    assert abs(found["large"] / found["middle"] - 2) < 0.1


def test_the_bound_holds_with_more_groups_than_it_has_room_for():
    groups = [f"g{number % 500}" for number in range(2_000)]
    assert 0 < stratified(groups, 100).sum() <= 100


def test_the_next_sample_has_mostly_the_same_texts():
    random = np.random.default_rng(0)
    groups = random.choice(["en", "ja"], 5_000).tolist()
    before, after = stratified(groups[:4_900], 1_000), stratified(groups, 1_000)
    assert (before & after[:4_900]).sum() > 950
