import numpy as np

from vocpipe.themes.words import Words


def test_words_of_some_sentences_are_theirs():
    words = Words(["a b", "c", "d"], [["a", "b"], ["c"], ["d"]])
    assert words.of(np.array([2, 0])) == Words(["d", "a b"], [["d"], ["a", "b"]])
    neutral = Words(["Acme a", "b"], [["a"], ["b"]], plain=["it a", "b"])
    assert neutral.of(np.array([0])).plain == ["it a"]
