import pytest

from vocpipe.errors import SettingsError
from vocpipe.settings import load_settings

TABLE = """テーマ,キーワード,例文
配送の遅れ,遅配;遅延,届くのが遅い
配送の遅れ,,まだ届きません
Refunds,,Where is it?|I want it back
,,nobody
"""


def load(root, settings, table=None, encoding="utf-8"):
    (root / "vocpipe.toml").write_text(settings, encoding="utf-8")
    if table is not None:
        (root / "taxonomy.csv").write_bytes(table.encode(encoding))
    return load_settings(root)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_table_of_themes_follows_those_of_the_settings(tmp_path, encoding, separator):
    settings = '[[theme]]\nname_en = "Price"\n\n[taxonomy]\nfile = "taxonomy.csv"\n'
    price, late, refunds = load(tmp_path, settings, TABLE.replace(",", separator), encoding).theme
    assert (price.names, price.examples) == ({"en": "Price"}, [])
    assert late.names == {"ja": "配送の遅れ"}
    assert (late.words, late.examples) == (["遅配", "遅延"], ["届くのが遅い", "まだ届きません"])
    assert (refunds.names, refunds.examples) == ({"en": "Refunds"}, ["Where is it?", "I want it back"])


@pytest.mark.parametrize(
    ("settings", "table", "problem"),
    [
        ("[[theme]]\nwords = ['x']\n", None, "name_ja or name_en"),
        ("[[theme]]\nname_en = 'Price'\n[[theme]]\nname_en = 'price '\n", None, "same name"),
        ("[taxonomy]\nfile = 'none.csv'\n", None, "none.csv"),
        ("[taxonomy]\nfile = 'taxonomy.csv'\n", "subject,words\nPrice,a\n", "name_ja"),
        ("[taxonomy]\nfile = 'taxonomy.csv'\n", "", "name_ja"),
    ],
)
def test_what_is_no_taxonomy_is_told_in_one_line(tmp_path, settings, table, problem, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", "en")
    with pytest.raises(SettingsError, match=problem) as told:
        load(tmp_path, settings, table)
    assert "\n" not in str(told.value)


def test_a_label_means_a_theme_by_its_key_or_names(tmp_path):
    [theme] = load(tmp_path, "[[theme]]\nname_en = 'Late Delivery'\nname_ja = '配送の遅れ'\nkey = 'D-1'\n").theme
    assert [theme.is_called(label) for label in ("late  delivery", "配送の遅れ", "ｄ-1", "delivery")] == [
        True,
        True,
        True,
        False,
    ]
