"""The plots of the page about retries, for light and dark, with text as text."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator, PercentFormatter
from scenarios import Crowd

__all__ = ["draw_crowd", "draw_outage"]

# Figures and axes are Any below: matplotlib leaves much of what their methods take untyped.
mpl.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "cpkit",
        "font.size": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.frameon": False,
    }
)

COLOURS: Final[Mapping[str, tuple[str, str, str]]] = {
    "card": ("#010101", "#ffffff", "#16181c"),
    "ink": ("#020202", "#1f2328", "#e6edf3"),
    "grid": ("#030303", "#d0d7de", "#3d444d"),
    "grey": ("#040404", "#6e7781", "#9198a1"),
    "blue": ("#050505", "#0969da", "#6ea8e8"),
    "purple": ("#060606", "#8250df", "#be9cf5"),
    "red": ("#070707", "#b3423a", "#f0938a"),
    "green": ("#080808", "#2c7a39", "#6cc17a"),
}
"""What stands for a colour while it is drawn, and the colour itself in light and in dark."""

LINES: Final[Mapping[str, tuple[str, str, str]]] = {
    "boto3, legacy": ("grey", ":", "s"),
    "boto3, standard": ("blue", "--", "o"),
    "boto3, adaptive": ("purple", ":", "^"),
    "tenacity over boto3": ("red", "--", "D"),
    "cpkit": ("green", "-", "o"),
    "cpkit, patient": ("green", "--", "^"),
    "cpkit, one `RateLimit`": ("green", ":", "s"),
}
"""The colour, the dashes and the marks of each strategy: none is told by its colour alone."""


def draw_crowd(path: Path, crowds: Mapping[str, Sequence[Crowd]]) -> None:
    """Draw success, requests and time over the number of clients.

    Args:
        path: The file to write.
        crowds: What became of each number of clients, by strategy.
    """
    figure: Any = Figure(figsize=(9.2, 4.3), facecolor=_drawn("card"))
    success, requests, time = figure.subplots(1, 3)
    for name, found in crowds.items():
        clients = [one.clients for one in found]
        _line(success, name, clients, [one.succeeded / one.clients for one in found])
        _line(requests, name, clients, [one.requests / one.clients for one in found])
        _line(time, name, clients, [one.seconds for one in found])
    success.set_title("calls that succeed")
    success.yaxis.set_major_formatter(PercentFormatter(1))
    requests.set_title("requests a call")
    time.set_title("seconds until the last has ended")
    for axes in (requests, time):
        axes.set_yscale("log")
    for axes in (success, requests, time):
        axes.set_xscale("log")
        axes.set_xlabel("clients that call at once")
        _finish(axes)
    _legend(figure, success, columns=4)
    figure.subplots_adjust(left=0.06, right=0.985, top=0.91, bottom=0.30, wspace=0.25)
    _save(
        figure,
        path,
        "What becomes of a crowd on a quota of one request a second",
        "Three plots over the number of clients, from 1 to 1,000: how many calls succeed, how "
        "many requests a call comes to, and when the last call has ended. The tables have the "
        "same figures.",
    )


def draw_outage(path: Path, outages: Mapping[str, Sequence[int]]) -> None:
    """Draw the requests of an outage, call by call.

    Args:
        path: The file to write.
        outages: How many requests there were after each call, by strategy.
    """
    figure: Any = Figure(figsize=(9.2, 3.9), facecolor=_drawn("card"))
    axes = figure.subplots()
    for name, requests in outages.items():
        _line(axes, name, range(1, len(requests) + 1), requests, every=25)
    axes.set_xlabel("calls since the outage began")
    axes.set_title("requests that one client has sent")
    _finish(axes)
    _legend(figure, axes, columns=5)
    figure.subplots_adjust(left=0.07, right=0.985, top=0.90, bottom=0.29)
    _save(
        figure,
        path,
        "What one client sends in an outage",
        "The number of requests over the number of calls, up to 200: with cpkit it grows by one "
        "a call once the budget is spent. The table has the same figures.",
    )


def _drawn(colour: str) -> str:
    return COLOURS[colour][0]


def _line(axes: Any, name: str, x: Sequence[float], y: Sequence[float], *, every: int = 1) -> None:
    colour, dashes, mark = LINES[name]
    axes.plot(
        x,
        y,
        label=name.replace("`", ""),
        color=_drawn(colour),
        linestyle=dashes,
        linewidth=2.4 if colour == "green" else 1.6,
        marker=mark,
        markersize=4.5,
        markevery=every,
    )


def _finish(axes: Any) -> None:
    ink = _drawn("ink")
    axes.set_facecolor(_drawn("card"))
    axes.title.set_color(ink)
    axes.title.set_size(11.5)
    axes.xaxis.label.set_color(ink)
    axes.tick_params(which="both", colors=_drawn("grey"), labelcolor=ink)
    axes.grid(visible=True, color=_drawn("grid"), linewidth=0.7)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_color(_drawn("grey"))
    if axes.get_yscale() == "linear":
        axes.set_ylim(bottom=0)
    for axis in (axes.xaxis, axes.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_locator(LogLocator(subs=(1, 3)))
            axis.set_minor_locator(NullLocator())
            axis.set_major_formatter(FuncFormatter(_plain))


def _plain(value: float, _: object) -> str:
    return f"{value:,g}"


def _legend(figure: Any, axes: Any, *, columns: int) -> None:
    lines, labels = axes.get_legend_handles_labels()
    figure.legend(
        lines,
        labels,
        loc="lower center",
        ncols=columns,
        labelcolor=_drawn("ink"),
        handlelength=2.6,
        columnspacing=1.3,
    )


def _save(figure: Any, path: Path, title: str, description: str) -> None:
    written = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(written, format="svg", metadata=nothing, facecolor=figure.get_facecolor())
    text = written.getvalue()
    for name, (drawn, _, _) in COLOURS.items():
        text = text.replace(drawn, f"var(--{name})")
    light, dark = (
        "; ".join(f"--{name}: {shades[which]}" for name, shades in COLOURS.items())
        for which in (1, 2)
    )
    head = (
        f"<title>{title}</title>\n <desc>{description}</desc>\n <style>\n"
        f"  :root {{ {light} }}\n"
        f"  @media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        "  text { font-family: system-ui, -apple-system, 'Segoe UI', sans-serif !important }\n"
        " </style>\n"
    )
    text = re.sub(r"(<svg [^>]*)>\n", rf'\1 role="img">\n {head}', text, count=1)
    path.write_text("\n".join(map(str.rstrip, text.splitlines())) + "\n", encoding="utf-8")
