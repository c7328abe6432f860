"""Data packed into letters that a page's script unpacks."""

import base64
import zlib


def pack_text(text: str) -> str:
    """A text deflated, as base64.

    Examples
    --------
    >>> pack_text("aaaa")
    'eNpLTExMBAADzgGF'
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
