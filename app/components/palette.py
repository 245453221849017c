"""The colors of charts, for light and dark pages alike.

One accent, red and green for harm and help alone, gray for what can't be told. A color never stands alone: a word, a
sign or a shape says the same.
"""

from dataclasses import dataclass, fields

import streamlit as st


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors on one background; each is readable on it (contrast of 3 at least, texts of 4.5)."""

    accent: str
    soft: str  # bands and what stands behind
    good: str
    bad: str
    unsure: str
    neutral: str
    event: str
    text: str
    muted: str  # labels of axes
    grid: str
    page: str  # the page itself, for points that are open
    groups: tuple[
        str, ...
    ]  # told apart also by the color-blind (after Okabe and Ito 2008); what is beyond them is neutral
    times: tuple[str, ...]  # from long ago to now, along the luminance (after Viridis)
    dim: str  # points that are not meant

    @property
    def sentiments(self) -> dict[str, str]:
        """Sentiment label -> color."""
        return {"positive": self.good, "neutral": self.neutral, "negative": self.bad, "unsure": "#d9b84a"}


LIGHT = Palette(
    accent="#1f4f8f",
    soft="#9db8d8",
    good="#2f8a56",
    bad="#c2513a",
    unsure="#868e96",
    neutral="#b9c0c8",
    event="#8a4b08",
    text="#22272e",
    muted="#57606a",
    grid="#eef1f4",
    page="#ffffff",
    groups=("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6f4aa0", "#8c6d1f"),
    times=("#b9d9ee", "#7fbfd0", "#3f9fa8", "#2b7a8c", "#2c5277", "#2f2a5e"),
    dim="#e3e6ea",
)
DARK = Palette(
    accent="#7fb0ea",
    soft="#3d5f8a",
    good="#5fbd86",
    bad="#ea8068",
    unsure="#949ca6",
    neutral="#5c6570",
    event="#e0a35c",
    text="#e6e9ed",
    muted="#a9b2bc",
    grid="#2a3038",
    page="#14181d",
    groups=("#5aa9e6", "#f0803c", "#2fc79a", "#e39ac2", "#f2bd45", "#9ad7f7", "#b091e8", "#cbb26a"),
    times=("#3b3f7a", "#3f6496", "#3a8ca0", "#49b39c", "#8fd487", "#f0e85a"),
    dim="#2a3038",
)


def _colors(colors: Palette) -> list[str]:
    single = [value for value in (getattr(colors, field.name) for field in fields(colors)) if isinstance(value, str)]
    return [*single, *colors.groups, *colors.times]


_PAIRS = [pair for pair in zip(_colors(DARK), _colors(LIGHT), strict=True) if pair[0] not in _colors(LIGHT)]


def palette() -> Palette:
    """The colors for the viewer's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def on_white(text: str) -> str:
    """A chart's specification with every color for dark pages replaced by the one for light pages."""
    for dark, light in _PAIRS:
        text = text.replace(f'"{dark}"', f'"{light}"')
    return text
