"""Settings of the server that are relied on: what leaks, what costs, what must still exist."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dashboard.warming import remember_theme

ROOT = Path(__file__).resolve().parents[2]
SET = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
RELIED_ON = {
    "server.address": "127.0.0.1",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 1,
    "server.maxMessageSize": 50,
    "server.fileWatcherType": "none",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "client.disableDataExport": True,
    "browser.gatherUsageStats": False,
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
}


@pytest.mark.parametrize("option", RELIED_ON)
def test_a_setting_that_is_relied_on_is_set(option: str) -> None:
    section, name = option.split(".")
    assert SET[section][name] == RELIED_ON[option]


@pytest.mark.parametrize("option", RELIED_ON)
def test_this_streamlit_still_has_the_setting(option: str) -> None:
    config.get_option(option)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 has it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_links_can_be_read_on_their_backgrounds(theme: str) -> None:
    colours = SET["theme"][theme]
    for background in ("backgroundColor", "secondaryBackgroundColor"):
        for text in ("textColor", "linkColor"):
            assert contrast(colours[text], colours[background]) >= 4.5, (text, background)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["red", "orange", "green", "blue", "gray", "violet", "yellow"])
def test_a_tag_can_be_read_on_its_colour(theme: str, name: str) -> None:
    colours = SET["theme"][theme]
    assert contrast(colours[f"{name}TextColor"], colours[f"{name}BackgroundColor"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_colour_stands_out_from_the_page(theme: str) -> None:
    colours = SET["theme"][theme]
    for colour in colours["chartCategoricalColors"]:
        assert contrast(colour, colours["backgroundColor"]) >= 3, colour


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.dark.sidebar"])
def test_the_theme_that_is_remembered_is_the_one_of_the_settings(
    section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", read)
    asked, remembered, again = CustomThemeConfig(), CustomThemeConfig(), CustomThemeConfig()
    read(asked, section)
    remember_theme()
    app_session._populate_theme_msg(remembered, section)
    app_session._populate_theme_msg(again, section)
    assert asked == remembered == again
    assert section == "theme" or asked.ByteSize() > 0
