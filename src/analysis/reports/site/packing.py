"""Data packed into letters that a page's script unpacks."""

import base64
import json
import zlib
from typing import Any


def pack_text(text: str) -> str:
    """A text deflated, as base64.

    Examples
    --------
    >>> pack_text("aaaa")
    'eNpLTExMBAADzgGF'
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def read_packed(script: str) -> Any:
    """What a script element of a page holds, packed or not.

    Examples
    --------
    >>> read_packed(f'"{pack_text("[1]")}"'), read_packed("[2]")
    ([1], [2])
    """
    held = json.loads(script)
    return json.loads(zlib.decompress(base64.b64decode(held))) if isinstance(held, str) else held
