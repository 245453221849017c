import numpy as np

from tests.themes.blobs import space


def test_part_of_a_space_keeps_vectors_and_languages_together():
    shared = np.eye(4, dtype=np.float32)
    own = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)
    part = space(shared, ["ja", "en", "en", "ja"], {"en": own}).part(np.array([2, 3]))
    assert len(part) == 2
    assert part.languages.tolist() == ["en", "ja"]
    assert part.shared.tolist() == shared[[2, 3]].tolist()
    assert part.inside("en").tolist() == [[0.0, 1.0]]
    assert part.inside("ja").tolist() == shared[[3]].tolist()
