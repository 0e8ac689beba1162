"""Explore measurements of penguins: choose what to see, and watch picture and numbers follow.

The notebook `02-explore-data.ipynb` uses these functions. The file is also a program of its own:
``python explore_penguins.py``.
"""

from __future__ import annotations

import csv
import io
import statistics
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from pgwidgets.sync import Application, Session
from pgwidgets.sync.Widgets import VBox

DATA = Path(__file__).resolve().parent / "data" / "penguins.csv"

COLUMNS = {
    "Body mass (g)": "body_mass_g",
    "Flipper length (mm)": "flipper_length_mm",
    "Bill length (mm)": "bill_length_mm",
    "Bill depth (mm)": "bill_depth_mm",
}

COLORS = {"Adelie": "#e0803a", "Chinstrap": "#9a6bd0", "Gentoo": "#2a9d8f"}
"""Legible on a light and on a dark window."""

NEUTRAL = "#7c848e"
"""For text and lines of the figure, whose background is transparent."""

BINS = 24
FIGURE_SIZE = (520, 300)  # px
PIXELS_PER_INCH = 100
SHARPNESS = 2  # pixels of the picture for each of the window's, as good screens have

Bird = dict[str, Any]


def load_birds(path: Path = DATA) -> list[Bird]:
    """Read the measurements; birds that were not measured are left out."""
    measured = list(COLUMNS.values())
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["body_mass_g"] not in ("", "NA")]
    return [{**row, **{name: float(row[name]) for name in measured}} for row in rows]


def at_least(birds: list[Bird], column: str, smallest: float) -> list[Bird]:
    """Return the birds with at least this value."""
    return [bird for bird in birds if bird[column] >= smallest]


def summarize(birds: list[Bird], column: str) -> dict[str, str]:
    """Return the numbers to show, as text."""
    values = [bird[column] for bird in birds]
    if not values:
        return {"Birds": "0", "Mean": "none", "Median": "none", "Range": "none"}
    return {
        "Birds": str(len(values)),
        "Mean": f"{statistics.fmean(values):,.1f}",
        "Median": f"{statistics.median(values):,.1f}",
        "Range": f"{min(values):.0f} to {max(values):.0f}",
    }


def draw(birds: list[Bird], column: str, limits: tuple[float, float], title: str) -> bytes:
    """Return a histogram of a column, a colour for each species, as a PNG."""
    width, height = (length / PIXELS_PER_INCH for length in FIGURE_SIZE)
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    groups = [[bird[column] for bird in birds if bird["species"] == name] for name in COLORS]
    axes.hist(
        groups, bins=BINS, range=limits, stacked=True, color=list(COLORS.values()),
        label=list(COLORS), rwidth=0.9,
    )  # fmt: skip
    axes.set_xlim(limits)
    axes.set_xlabel(title, color=NEUTRAL)
    axes.set_ylabel("birds", color=NEUTRAL)
    axes.tick_params(colors=NEUTRAL)
    axes.set_facecolor("none")
    for name, spine in axes.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_color(NEUTRAL)
    axes.legend(frameon=False, labelcolor=NEUTRAL, loc="upper right")
    picture = io.BytesIO()
    figure.set_facecolor("none")
    figure.savefig(picture, format="png", dpi=PIXELS_PER_INCH * SHARPNESS)
    return picture.getvalue()


class Explorer:
    """A window in which to explore the birds.

    Parameters
    ----------
    session : Session
        Where the window appears.
    birds : list of dict
        As `load_birds` returns them.
    """

    def __init__(self, session: Session, birds: list[Bird]) -> None:
        self.birds = birds
        W = session.get_widgets()  # noqa: N806  # a namespace of classes
        self.column = W.ComboBox()
        for name in COLUMNS:
            self.column.append_text(name)
        self.column.set_index(0)
        self.smallest = W.Slider(track=True, show_value=True)
        self.figure = W.Image()
        self.figure.set_max_size(*FIGURE_SIZE)
        self.numbers = {name: W.Label() for name in summarize([], "")}
        for number in self.numbers.values():
            number.set_font(size=14, weight="bold")
        self.window = W.TopLevel(title="Penguins of the Palmer Archipelago")
        self.window.set_widget(self.content())
        self.window.show()
        self.column.on("activated", self.choose_column)
        self.smallest.on("activated", self.update)
        self.choose_column()

    def content(self) -> VBox:
        """Return the widgets, arranged."""
        W = self.figure.session.get_widgets()  # noqa: N806
        choices = W.Form()
        choices.add_field("Show", self.column)
        choices.add_field("From", self.smallest)
        numbers = W.HBox(spacing=10)
        for name, value in self.numbers.items():
            pair = W.VBox(spacing=0)
            pair.add_widget(value, 0)
            pair.add_widget(W.Label(name), 0)
            numbers.add_widget(pair, 1)
        box = W.VBox(spacing=10, padding=12)
        for part in (choices, self.figure, numbers):
            box.add_widget(part, 0)
        return box

    def choose_column(self) -> None:
        """Take the slider's limits from the chosen column, and show all birds."""
        lowest, highest = self.limits()
        self.smallest.set_limits(lowest, highest, max(1, round((highest - lowest) / 100)))
        self.smallest.set_value(lowest)
        self.update()

    def limits(self) -> tuple[float, float]:
        """Return the chosen column's smallest and largest value, as whole numbers."""
        values = [bird[COLUMNS[self.column.get_text()]] for bird in self.birds]
        return int(min(values)), int(max(values)) + 1

    def update(self) -> None:
        """Draw the figure and write the numbers for what is chosen now."""
        title = self.column.get_text()
        column = COLUMNS[title]
        birds = at_least(self.birds, column, self.smallest.get_value())
        self.figure.set_binary_image(draw(birds, column, self.limits(), title), "png")
        for name, value in summarize(birds, column).items():
            self.numbers[name].set_text(value)


def main() -> None:
    """Serve the explorer to every browser that comes, until Ctrl-C."""
    birds = load_birds()
    app = Application(max_sessions=None)

    @app.on_connect
    def setup(session: Session) -> None:
        Explorer(session, birds)

    app.start()
    print(f"The explorer is at {app.url} (Ctrl-C ends it)", flush=True)  # noqa: T201
    app.run()


if __name__ == "__main__":
    main()
