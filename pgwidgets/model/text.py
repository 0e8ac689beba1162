"""Text that can travel and be shown anywhere."""

from __future__ import annotations


def well_formed(text: str) -> str:
    r"""Return the text with U+FFFD in place of what is no character: half a surrogate pair.

    Python has such text from file names that are no UTF-8, JavaScript from cutting between the
    halves of a pair; neither UTF-8 nor a page's display has a form for it. Two halves that stand
    side by side are the one character that they make.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> well_formed("caf\udce9") == "caf\N{REPLACEMENT CHARACTER}"
    True
    >>> well_formed("\ud83d\ude00") == "\N{GRINNING FACE}"
    True
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
