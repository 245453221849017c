"""Addresses of pages lose what identifies people, and still find the page."""

import pytest

from vocpipe.masking.redact import redact, redact_url


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://x.com/t/1234567890123?by=taro%40example.com&to=a@b.co", "https://x.com/t/1234567890123"),
        ("https://a.example.com/api/v2/tickets/12345.json", "https://a.example.com/api/v2/tickets/12345.json"),
        (
            "https://play.google.com/store/apps/details?id=com.x&reviewId=gp:AOqpTO1a-d_E&token=abc",
            "https://play.google.com/store/apps/details?id=com.x&reviewId=gp:AOqpTO1a-d_E",
        ),
        ("https://admin:pw@host.jp:8080/a/b;jsessionid=ABC123?x=1#access_token=abc", "https://host.jp:8080/a/b"),
        (
            "https://example.com/users/yuki.nakamura/reviews/12#review-12",
            "https://example.com/users/[URL]/reviews/12#review-12",
        ),
        ("https://x.com/yamada/status/123", "https://x.com/[URL]/status/123"),
        ("https://x.com/i/status/123", "https://x.com/i/status/123"),
        ("https://www.instagram.com/hana.ko/", "https://www.instagram.com/[URL]/"),
        ("https://example.com/call/09012345678", "https://example.com/call/[URL]"),
        ("https://example.com/p/taro%2540example.com/1", "https://example.com/p/[URL]/1"),
        ("https://example.com/reset/3f9a8b7c6d", "https://example.com/reset/[URL]"),
        ("https://example.com/a?sig=1&id=55&id=taro@example.jp", "https://example.com/a?id=55"),
        ("https://s3.example.com/b/k?X-Amz-Signature=abc&X-Amz-Credential=d", "https://s3.example.com/b/k"),
        ("https://youtube.com/@taro/videos", "https://youtube.com/[URL]/videos"),
        ("mailto:taro@example.com", "[URL]"),
        ("tel:+819012345678", "[URL]"),
        ("example.com/u/taro", "example.com/u/[URL]"),
        ("https://t.co/wtqMJzdvwN", "https://t.co/wtqMJzdvwN"),
    ],
)
def test_a_url_keeps_what_finds_the_page(url, kept):
    assert redact_url(url) == kept
    assert redact_url(kept) == kept


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("see https://example.com/a?token=1 please", "see https://example.com/a[URL] please"),
        ("https://example.com/users/taro/x です", "https://example.com/users/[URL] です"),
        ("https://example.com/docs/12 is down", "https://example.com/docs/12 is down"),
    ],
)
def test_urls_in_a_text_lose_it_too(text, masked):
    assert redact(text).text == masked
