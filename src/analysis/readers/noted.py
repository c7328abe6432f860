"""Values of a record that know which of them were asked for: the rest is what a reader leaves out."""

from typing import Any


class Noted(dict[str, Any]):
    """A mapping that keeps in mind which keys were looked up.

    Examples
    --------
    >>> values = Noted({"title": "A", "funding": "B", "note": ""})
    >>> values.get("title"), values.left_out()
    ('A', ('funding',))
    """

    def __init__(self, values: dict[str, Any] | None = None) -> None:
        super().__init__(values or {})
        self._asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self._asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        self._asked.add(key)
        return super().get(key, default)

    def left_out(self) -> tuple[str, ...]:
        """Keys with a value that nobody asked for."""
        return tuple(key for key, value in self.items() if value and key not in self._asked)
