"""Reviews as the APIs of shops hand them out, whose objects are within lists and whose scores are words."""

import json
from pathlib import Path

from tests.collect.vendor_files import read, recognizes
from vocpipe.collect.readers.google_play_dump import READER as PLAY
from vocpipe.collect.readers.table import READER as TABLE

SAID = ["The ferry times are wrong on Sundays", "Quick and friendly crew, thank you", "No seats left although I booked"]


def written(folder: Path, text: str) -> Path:
    """The text as a file whose name says that it is JSON."""
    path = folder / "reviews.json"
    path.write_text(text)
    return path


def test_a_review_of_the_play_api_is_the_users_comment(tmp_path):
    user = {"text": SAID[0], "lastModified": {"seconds": "1772600000"}, "starRating": 2, "appVersionName": "3.1"}
    reply = {"text": "Thank you for telling us", "lastModified": {"seconds": "1772700000"}}
    reviews = [
        {"reviewId": "a", "authorName": "Vera", "comments": [{"userComment": user}, {"developerComment": reply}]},
        {"reviewId": "b", "authorName": "Otto", "comments": [{"userComment": {**user, "text": SAID[1]}}]},
    ]
    data = json.dumps({"reviews": reviews, "tokenPagination": {"nextPageToken": "x"}})
    assert recognizes(PLAY, data, name="r.json")
    found = [row.feedback[0] for row in read(PLAY, written(tmp_path, data))[0]]
    assert [(part.source_id, part.text, part.score, part.score_type) for part in found] == [
        ("a", SAID[0], 2, "stars"),
        ("b", SAID[1], 2, "stars"),
    ]
    assert str(found[0].created_at) == "2026-03-04 04:53:20+00:00"
    assert "Thank you" not in str(found[0].attrs)


def test_stars_may_be_words(tmp_path):
    reviews = [
        {"name": f"places/1/reviews/{at}", "starRating": stars, "comment": text, "createTime": "2026-03-04T10:00:00Z"}
        for at, (stars, text) in enumerate(zip(("FOUR", "ONE", "FIVE"), SAID, strict=True))
    ]
    found = read(TABLE, written(tmp_path, json.dumps({"reviews": reviews})), kind="review")[0]
    assert [row.feedback[0].score for row in found] == [4, 1, 5]
