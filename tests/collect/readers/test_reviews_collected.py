"""Reviews that scrapers and public data sets hand out: Google Play, the App Store, Steam, Amazon."""

from datetime import UTC, datetime

import pytest

from tests.collect.vendor_files import accepted, only, parts, read, recognizes
from vocpipe.collect.readers.amazon import READER as AMAZON
from vocpipe.collect.readers.app_store import READER as APP_STORE
from vocpipe.collect.readers.google_play_dump import READER as GOOGLE_PLAY
from vocpipe.collect.readers.steam import READER as STEAM

PLAY = (
    ",reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt,appVersion\n"
    "0,aa-1,Mori Ken,https://example.com/i.png,写真を保存すると落ちます,1,12,3.0.2,2026-03-04 10:20:30,"
    "ご不便をおかけしています。次の版で直します。,2026-03-05 09:00:00,3.0.1\n"
    "1,aa-2,Jo,https://example.com/j.png,Love the dark mode,5,0,,2026-03-05 01:02:03,,,\n"
)
PLAY_NODE = (
    "id,userName,userImage,date,score,scoreText,url,title,text,replyDate,replyText,version,thumbsUp\n"
    "n-1,Ola,https://example.com/o.png,2026-03-04T10:20:30.000Z,2,2,https://example.com/r,,Too many ads,"
    "2026-03-06T00:00:00.000Z,We hear you,3.1,4\n"
)


def test_google_plays_stars_and_times_are_read_and_the_developer_is_no_voice() -> None:
    rows, _ = read(GOOGLE_PLAY, PLAY)
    first, second = (only(row) for row in rows)
    assert (first.source_id, first.text) == ("aa-1", "写真を保存すると落ちます")
    assert (first.score_type, first.score) == ("stars", 1)
    assert first.created_at == datetime(2026, 3, 4, 1, 20, 30, tzinfo=UTC)
    assert first.updated_at is None
    assert first.attrs["likes"] == 12
    assert first.attrs["app_version"] == "3.0.1"
    assert second.attrs["likes"] == 0
    assert "直します" not in str(first.attrs)
    assert "Mori" not in str(first.attrs)
    assert rows[0].raw["userName"] == "Mori Ken"


def test_the_scraper_of_node_has_other_names_and_a_zone() -> None:
    review = only(accepted(GOOGLE_PLAY, PLAY_NODE))
    assert (review.source_id, review.text, review.score) == ("n-1", "Too many ads", 2)
    assert review.created_at == datetime(2026, 3, 4, 10, 20, 30, tzinfo=UTC)
    assert (review.attrs["likes"], review.attrs["app_version"]) == (4, "3.1")


APP_CSV = (
    ",userName,title,developerResponse,date,isEdited,rating,review\n"
    "0,neko,更新後に重い,\"{'id': 9, 'body': 'お問い合わせください'}\",2026-02-03 04:05:06,False,2,"
    "起動に一分かかります\n"
)
APP_NODE = (
    "id,userName,userUrl,version,score,title,text,url,updated\n"
    "77,ann,https://example.com/u,4.2,5,Great,Syncs with my watch,https://example.com/r,2026-02-03T04:05:06-07:00\n"
)


def test_app_store_reviews_of_scrapers_are_read_without_the_developers_words() -> None:
    (row,), _ = read(APP_STORE, APP_CSV)
    review = only(row)
    assert (review.title, review.text, review.score) == ("更新後に重い", "起動に一分かかります", 2)
    assert review.created_at == datetime(2026, 2, 2, 19, 5, 6, tzinfo=UTC)
    assert "お問い合わせ" not in str(review.attrs)
    other = only(accepted(APP_STORE, APP_NODE))
    assert (other.source_id, other.text, other.score) == ("77", "Syncs with my watch", 5)
    assert other.created_at == datetime(2026, 2, 3, 11, 5, 6, tzinfo=UTC)
    assert other.attrs == {"app_version": "4.2"}


STEAM_CSV = (
    "recommendationid,author.steamid,language,review,timestamp_created,timestamp_updated,voted_up,votes_up,developer_response\n"
    "501,76561198000000001,japanese,序盤は面白いが後半は作業,1777600000,1777700000,False,31,Thanks for playing\n"
    "502,76561198000000002,english,Best in the series,1777600100,1777600100,True,0,\n"
)


def test_steam_has_times_and_recommendations_but_no_scores() -> None:
    rows, _ = read(STEAM, STEAM_CSV)
    first, second = (only(row) for row in rows)
    assert (first.source_id, first.text, first.score) == ("501", "序盤は面白いが後半は作業", None)
    assert first.created_at == datetime(2026, 5, 1, 1, 46, 40, tzinfo=UTC)
    assert first.updated_at == datetime(2026, 5, 2, 5, 33, 20, tzinfo=UTC)
    assert first.customer_ref == "steam:76561198000000001"
    assert first.attrs == {"voted_up": "False", "likes": 31, "lang": "japanese"}
    assert second.attrs["voted_up"] == "True"


AMAZON_2014 = (
    "reviewerID,asin,reviewerName,overall,reviewText,summary,unixReviewTime,reviewTime,vote\n"
    'A9,B01,Bo,4.0,"Sturdy, but heavy",Good,1777600000,"05 1, 2026","1,204"\n'
)
AMAZON_2023 = (
    "rating,title,text,asin,parent_asin,user_id,timestamp,helpful_vote,verified_purchase\n"
    "1.0,すぐ壊れた,三日で割れました,B02,B03,AE7,1777600000123,2,True\n"
)
AMAZON_TSV = (
    "marketplace\tcustomer_id\treview_id\tproduct_id\tstar_rating\thelpful_votes\treview_headline\treview_body\treview_date\n"
    "US\t55\tR1\tB04\t3\t7\tOk\tDoes the job\t2015-08-31\n"
)
FINE_FOODS = (
    "Id,ProductId,UserId,ProfileName,HelpfulnessNumerator,HelpfulnessDenominator,Score,Time,Summary,Text\n"
    "8,B05,A77,Jun,3,4,5,1303862400,Tasty,Would buy again\n"
)


@pytest.mark.parametrize(
    ("data", "title", "text", "stars", "when", "person", "likes"),
    [
        (AMAZON_2014, "Good", "Sturdy, but heavy", 4, datetime(2026, 5, 1, 1, 46, 40), "amazon:A9", 1204),
        (AMAZON_2023, "すぐ壊れた", "三日で割れました", 1, datetime(2026, 5, 1, 1, 46, 40, 123000), "amazon:AE7", 2),
        (AMAZON_TSV, "Ok", "Does the job", 3, datetime(2015, 8, 30, 15), "amazon:55", 7),
        (FINE_FOODS, "Tasty", "Would buy again", 5, datetime(2011, 4, 27), "amazon:A77", 3),
    ],
)
def test_every_data_set_of_amazon_reads_alike(data, title, text, stars, when, person, likes) -> None:
    review = only(accepted(AMAZON, data))
    assert (review.title, review.text, review.score_type, review.score) == (title, text, "stars", stars)
    assert review.created_at == when.replace(tzinfo=UTC)
    assert (review.customer_ref, review.attrs["likes"]) == (person, likes)


def test_a_prefix_is_not_put_before_a_customer_that_the_settings_name() -> None:
    review = only(accepted(AMAZON, AMAZON_2014, columns={"customer_id": "reviewerID"}))
    assert review.customer_ref == "A9"


def test_each_reader_knows_its_own_exports_only() -> None:
    own = {
        GOOGLE_PLAY: [PLAY, PLAY_NODE],
        APP_STORE: [APP_CSV, APP_NODE],
        STEAM: [STEAM_CSV],
        AMAZON: [AMAZON_2014, AMAZON_2023, AMAZON_TSV, FINE_FOODS],
    }
    for reader in own:
        for other, files in own.items():
            assert [recognizes(reader, data, name="dump.csv") for data in files] == [reader is other] * len(files)


def test_stars_alone_are_a_review_and_nothing_at_all_is_rejected() -> None:
    rows, _ = read(GOOGLE_PLAY, "reviewId,content,score,at\n1,,4,2026-03-04 10:20:30\n2,,,2026-03-04 10:20:30\n")
    assert parts(rows[0]) == [("1", None)]
    assert "no text and no score" in rows[1].reason
