"""The colours, once. Templates and charts take them from here, and a test computes the contrast of every pair in PAIRS."""

from __future__ import annotations

COLOURS = {
    "paper": "#ffffff",
    "ink": "#1b2733",
    "navy": "#0b2d4b",
    "muted": "#55606b",
    "line": "#d5dde5",
    "wash": "#f3f6f9",
    "band": "#e9eff5",
    "link": "#1d5b99",
    "pale": "#c9d8e6",
    "marking": "#8f1414",
    "marking_on_navy": "#ffd9d3",
    "off_ink": "#8f1a1a",
    "off_tint": "#fbe0de",
    "close_ink": "#6b4700",
    "close_tint": "#fdeec9",
    "on_ink": "#0b5132",
    "on_tint": "#d8efe2",
    "cannot_ink": "#4a2a63",
    "cannot_tint": "#ece3f4",
    "plain_ink": "#3d4854",
    "plain_tint": "#e8ecf0",
    "off_bar": "#b3261e",
    "close_bar": "#b87c00",
    "on_bar": "#1e7d4f",
    "cannot_bar": "#7b4fa0",
    "plain_bar": "#8a96a3",
    "bar": "#15406b",
    "accent": "#b85300",
    "range": "#9db8d6",
    "target": "#7a1256",
    "better": "#1d5b99",
    "better_ink": "#154a80",
    "better_tint": "#e1ecf7",
    "worse": "#b85300",
    "worse_ink": "#7d3800",
    "worse_tint": "#fde8d4",
    "changed": "#4a2a63",
    "common": "#6b7783",
    "limits": "#e2e8ee",
    "run": "#55606b",
}

TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "band"),
    ("navy", "paper"),
    ("navy", "band"),
    ("navy", "wash"),
    ("muted", "paper"),
    ("muted", "wash"),
    ("muted", "band"),
    ("link", "paper"),
    ("link", "wash"),
    ("marking", "paper"),
    ("paper", "navy"),
    ("pale", "navy"),
    ("marking_on_navy", "navy"),
    ("off_ink", "off_tint"),
    ("close_ink", "close_tint"),
    ("on_ink", "on_tint"),
    ("cannot_ink", "cannot_tint"),
    ("plain_ink", "plain_tint"),
    ("accent", "paper"),
    ("target", "paper"),
    ("better", "paper"),
    ("worse", "paper"),
    ("better_ink", "better_tint"),
    ("worse_ink", "worse_tint"),
    ("muted", "limits"),
)
"""Text on its ground: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

DRAWN_PAIRS = (
    ("off_bar", "paper"),
    ("close_bar", "paper"),
    ("on_bar", "paper"),
    ("cannot_bar", "paper"),
    ("bar", "paper"),
    ("accent", "paper"),
    ("target", "paper"),
    ("plain_bar", "paper"),
    ("better", "limits"),
    ("worse", "limits"),
    ("changed", "limits"),
    ("common", "limits"),
    ("run", "limits"),
    ("target", "limits"),
)
"""Drawn things that carry meaning on their ground: at least 3 to 1 (WCAG 2.2, 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#rrggbb) by WCAG's formula, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
