"""The page about the settings says what the code says."""

from scripts.document_settings import PAGE, document


def test_the_page_about_settings_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run `python -m scripts.document_settings`"
