"""The colours of pages and figures. On a page each has a name, so that a dark page has its own."""

INK, SOFT, FAINT, PAPER = "#1c2430", "#5b6470", "#9aa5b1", "#ffffff"
ACCENT = "#12708f"
# Any two of the first five are told apart with deuteranopia and protanopia (CIEDE2000 of 14 or more).
SERIES = ("#12708f", "#e8590c", "#2a2f8f", "#2c9a88", "#b0355a", "#5d6b75", "#5b1a1a")

_NAMES = {INK: "ink", SOFT: "soft", FAINT: "faint", PAPER: "paper"} | {
    colour: f"s{number}" for number, colour in enumerate(SERIES, start=1)
}


def name_colour(colour: str) -> str:
    """A colour as the page knows it; with its value, which holds where a figure is taken out of the page.

    Examples
    --------
    >>> name_colour("#1C2430"), name_colour("#123456"), name_colour("none")
    ('var(--ink,#1c2430)', '#123456', 'none')
    """
    name = _NAMES.get(colour.lower())
    return f"var(--{name},{colour.lower()})" if name else colour
