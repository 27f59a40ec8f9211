"""Charts as inline SVG, drawn by matplotlib: text stays text, nothing depends on the fonts of the machine, equal data gives equal bytes."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.display import cut, wide

_WIDTH: Final = 8.0  # inches
_LABEL: Final = 30  # columns of a terminal
_COLUMN: Final = 0.0085  # of the figure's width, what one such column takes
_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.edgecolor": "#9aa5b1",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": "#243b53",
    "axes.labelcolor": "#52606d",
    "xtick.color": "#52606d",
    "ytick.color": "#243b53",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of pieces, in the order of the chart's colours; `total` is printed at its end."""

    label: str
    pieces: tuple[float, ...]
    total: str


def bars(name: str, found: Sequence[Bar], colors: Sequence[str], title: str) -> str:
    """Horizontal bars, the first on top."""
    labels = [cut(bar.label, _LABEL) for bar in found]
    height = 0.5 + 0.29 * len(found)
    left = 0.02 + _COLUMN * max(map(wide, labels), default=0)
    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=(_WIDTH, height))
        axes = figure.add_axes((left, 0.32 / height, 0.88 - left, 1 - 0.42 / height))
        starts = [0.0] * len(found)
        for place, color in enumerate(colors):
            widths = [bar.pieces[place] for bar in found]
            axes.barh(range(len(found)), widths, left=starts, color=color, height=0.68)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        for place, (bar, end) in enumerate(zip(found, starts, strict=True)):
            axes.annotate(bar.total, (end, place), (4, 0), textcoords="offset points", va="center", ha="left", annotation_clip=False)
        axes.set_yticks(range(len(found)), labels)
        axes.invert_yaxis()
        axes.set_xlim(0, max(starts, default=1.0) or 1.0)
        _quiet(axes)
        return _svg(figure, title)


def lines(name: str, ticks: Sequence[str], series: Sequence[Sequence[float]], colors: Sequence[str], title: str) -> str:
    """Lines over a few named places, in percent."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=(_WIDTH, 2.6))
        axes = figure.add_axes((0.07, 0.12, 0.86, 0.82))
        for values, color in zip(series, colors, strict=True):
            axes.plot(range(len(ticks)), values, color=color, marker="o", linewidth=1.8)
        for place, values in enumerate(zip(*series, strict=True)):
            for value in sorted(set(values)):
                beside = (0, -12) if value < max(values) and value == min(values) else (0, 5)
                axes.annotate(f"{value:g}%", (place, value), beside, textcoords="offset points", ha="center", fontsize=8)
        axes.set_xticks(range(len(ticks)), ticks)
        axes.set_ylim(0, 112)
        axes.set_xlim(-0.3, len(ticks) - 0.7)
        axes.grid(axis="y", color="#e4e7eb", linewidth=0.6)
        axes.tick_params(length=0)
        return _svg(figure, title)


def _quiet(axes: Axes) -> None:
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#e4e7eb", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.ticklabel_format(axis="x", style="plain")
    axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(_amount))


def _amount(value: float, place: int | None = None) -> str:
    return f"{value:,.0f}"


def _svg(figure: Figure, title: str) -> str:
    out = StringIO()
    with warnings.catch_warnings():
        # Whoever looks at the page has Chinese letters; the font that only measures text here has none.
        warnings.filterwarnings("ignore", message="Glyph ")
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None, "Title": title})
    text = out.getvalue()
    return text[text.index("<svg") :].replace("<svg ", '<svg role="img" ', 1)
