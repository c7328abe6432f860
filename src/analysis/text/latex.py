"""LaTeX in titles and abstracts as plain text."""

import re
from functools import cache, lru_cache
from typing import Any

_MATH = re.compile(r"(?<!\\)\$([^$]{1,200}?)\$")
# Signs of a formula, or one unbroken piece that does not end as a price range would ("$5-$10").
_READS_AS_MATH = re.compile(r"[\\^_{}=<>]|^[^\s]*[^\s,;:/–-]$")
_LONGEST_WORD = 1_000
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}(?:\s+\S{{{_LONGEST_WORD},}})*")
# A formula that comes as a document of its own, as some publishers send them.
_PREAMBLE = re.compile(
    r"\\documentclass.{0,5000}?\\begin\{document\}|\\(?:usepackage|setlength)\b[^\\]*|\\(?:begin|end)\{document\}",
    re.DOTALL,
)
# An accent on nothing is an apostrophe: O{\'}Neil.
_LONE_ACUTE = re.compile(r"\{\\'\}|\\'\{\}")
_HREF = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[A-Za-z]+|\\[^\sA-Za-z]")
# A command with its arguments and what follows it without a space: the smallest piece that can be converted alone.
_PIECE = re.compile(r"\{\\[^{}]*\}|[^\s{}]*\\(?:[A-Za-z]+|[^\sA-Za-z])(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})*[^\s{}\\]*")
_DOLLAR = re.compile(r"(?<!\\)\$")
_GUARD = re.compile(r"(?<!\\)[{}]")


def latex_to_text(text: str) -> str:
    r"""Text whose every value is LaTeX, as in BibTeX: commands converted, the braces that guard capitals gone.

    Examples
    --------
    >>> latex_to_text(r"{SARS-CoV-2} in {M}\"unchen: $\alpha$ \& \textit{in vivo}")
    'SARS-CoV-2 in München: α & in vivo'
    """
    if "\\" in text or "$" in text:
        text = convert_markup(text)
    return _GUARD.sub("", text).replace("~", " ").replace("---", "—").replace("--", "–")


def convert_markup(text: str) -> str:
    r"""Text with its formulas and commands as plain signs; prices, braces and broken LaTeX stay as they are.

    Examples
    --------
    >>> convert_markup(r"forgetting falls to $\sim$5\%, 339$\times$ fewer, at $5 each")
    'forgetting falls to ∼5%, 339× fewer, at $5 each'
    """
    if len(text) > _LONGEST_WORD and (long := _LONG_WORD.search(text)):
        # No language has such a word, and to look for commands in it takes its length squared.
        return convert_markup(text[: long.start()]) + long[0] + convert_markup(text[long.end() :])
    text = _PREAMBLE.sub("", text) if "\\documentclass" in text or "\\begin{document}" in text else text
    text = _LONE_ACUTE.sub("'", text)
    text = _HREF.sub(r"\2 (\1)", text)
    text = _MATH.sub(lambda match: _plain(match[0]) if _READS_AS_MATH.search(match[1]) else match[0], text)
    if not _COMMAND.search(text):
        return text
    return _PIECE.sub(lambda match: _plain(_DOLLAR.sub(r"\\$", match[0])), text).replace(r"\$", "$")


@cache
def _converter() -> Any:
    import logging

    from pylatexenc.latex2text import LatexNodes2Text

    # It reports each formula that it cannot convert; those stay as they are.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=True).latex_to_text


@lru_cache(maxsize=100_000)
def _plain(piece: str) -> str:
    # A bare % would start a comment and swallow the rest of the line.
    try:
        return _converter()(re.sub(r"(?<!\\)([%#&])", r"\\\1", piece))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        # The converter stumbles over some broken LaTeX; then the text stays as the file has it.
        return piece
