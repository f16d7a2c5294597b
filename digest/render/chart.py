"""The chart of an edition as a PNG, and its figures in words. Read :func:`png`.

Drawn at twice its size for sharp screens, on an opaque ground with a margin, because a transparent chart is a white slab or
invisible in dark mode.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw, ImageFont

from digest.model import Chart, Week

WIDTH, HEIGHT = 520, 230
_SCALE = 2
_GROUND, _INK, _QUIET, _LINE, _WINDOW = "#ffffff", "#1c2733", "#51606f", "#d5dce4", "#eef3f9"
COLOURS: tuple[str, ...] = ("#0b3d66", "#c05a1c", "#5f7d95")
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 14, 44, 34


def png(chart: Chart) -> bytes:
    """Stacked bars, a week each; the weeks of the edition's window stand on a tinted ground."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _GROUND)
    draw = ImageDraw.Draw(image)
    most = _ceiling(max(sum(w.counts.values()) for w in chart.weeks))
    _grid(draw, most)
    step = (WIDTH - _LEFT - _RIGHT) / len(chart.weeks)
    for n, week in enumerate(chart.weeks):
        left = _LEFT + n * step
        if in_window(chart, n):
            _box(draw, left, _TOP - 8, left + step, HEIGHT - _BOTTOM, _WINDOW)
        base = float(HEIGHT - _BOTTOM)
        for kind, colour in zip(chart.kinds, COLOURS, strict=False):
            height = (HEIGHT - _TOP - _BOTTOM) * week.counts[kind] / most
            _box(draw, left + step * 0.18, base - height, left + step * 0.82, base, colour)
            base -= round(height * _SCALE) / _SCALE
        _text(draw, left + step / 2, HEIGHT - _BOTTOM + 8, f"{week.begins.day}/{week.begins.month}", _QUIET, "ma")
    _legend(draw, chart.kinds)
    out = io.BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def in_window(chart: Chart, week: int) -> bool:
    """Whether a week has days of the edition's window."""
    later = chart.weeks[week + 1].begins if week + 1 < len(chart.weeks) else None
    return chart.weeks[week].begins <= chart.until and (later is None or later > chart.since)


def marked_weeks(chart: Chart) -> list[tuple[Week, bool]]:
    """The weeks, each with whether it has days of the edition's window."""
    return [(week, in_window(chart, n)) for n, week in enumerate(chart.weeks)]


def figures(chart: Chart) -> str:
    """The figures in words, for those who do not see the picture."""
    weeks = (f"week of {w.begins.day}/{w.begins.month}: {_counts(w.counts)}" for w in chart.weeks)
    return f"{chart.title}. " + "; ".join(weeks)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind.lower()}" for kind, count in counts.items() if count) or "none"


def _ceiling(most: int) -> int:
    """The next round number, so that the grid has whole ones: 1, 2, 4, 8, 10, 20, 40, 80, 100 …"""
    power = 1
    while True:
        for factor in (1, 2, 4, 8):
            if factor * power >= most:
                return factor * power
        power *= 10


def _grid(draw: ImageDraw.ImageDraw, most: int) -> None:
    lines = min(most, 4)
    for n in range(lines + 1):
        y = HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * n / lines
        _box(draw, _LEFT, y, WIDTH - _RIGHT, y + 0.5, _LINE)
        _text(draw, _LEFT - 6, y, f"{most * n / lines:g}", _QUIET, "rm")


def _legend(draw: ImageDraw.ImageDraw, kinds: tuple[str, ...]) -> None:
    x = float(_LEFT)
    for kind, colour in zip(kinds, COLOURS, strict=False):
        _box(draw, x, 14, x + 10, 24, colour)
        _text(draw, x + 15, 19, kind, _INK, "lm")
        x += 15 + draw.textlength(kind, _font()) / _SCALE + 18


def _box(draw: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, colour: str) -> None:
    if bottom > top:
        corners = (left * _SCALE, top * _SCALE, right * _SCALE - 1, bottom * _SCALE - 1)
        draw.rectangle(tuple(map(round, corners)), fill=colour)


def _text(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, colour: str, anchor: str) -> None:
    draw.text((x * _SCALE, y * _SCALE), text, fill=colour, font=_font(), anchor=anchor)


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(11 * _SCALE)
