"""Progress of a running notebook on the terminal: each cell by the sentence above it, with the time it took."""

import re
import sys
import time
from pathlib import Path
from typing import Any

from papermill.engines import NBClientEngine
from traitlets.config import Config

from analysis.pipeline.lifeline import listen
from analysis.workspace import say

# What the cell below a notebook's title does.
_FIRST = "Load the library"


class Narration:
    """Tells which cell runs and for how long; what the cell itself says to standard error stands on lines below."""

    def __init__(self, about: str) -> None:
        say(about)
        self.cell = "start"
        self._started = time.monotonic()
        self._cell_started = self._started
        self._is_open = False

    def write(self, text: str) -> None:
        """Pass on what a cell writes to standard error."""
        if self._is_open:
            sys.stderr.write("\n")
            self._is_open = False
        sys.stderr.write(text)

    def flush(self) -> None:
        """Let it be seen at once."""
        sys.stderr.flush()

    def start_cell(self, name: str, number: int, total: int) -> None:
        """A cell begins."""
        self.cell = name
        self._cell_started = time.monotonic()
        say(f"  {number} of {total}: {name}", end="")
        self._is_open = True

    def end_cell(self) -> None:
        """A cell is done."""
        now = time.monotonic()
        self._is_open = False
        say(f"  {now - self._cell_started:.1f} s ({now - self._started:.0f} s in all)")


def name_cells(cells: list[Any]) -> dict[int, str]:
    """For each code cell, by index, the first sentence of the text above it."""
    names, sentence = {}, _FIRST
    for index, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            text = re.sub(r"<!--.*?-->|[#*`]", "", cell.source, flags=re.DOTALL).strip()
            # The number of a heading ends no sentence.
            text = re.sub(r"^\d+\.\s+", "", text)
            is_title = re.match(r"\s*# |<!--", cell.source) is not None
            paragraph = " ".join(text.split("\n\n")[0].split())
            sentence = _FIRST if is_title else re.split(r"(?<=[.?!])\s", paragraph)[0] or sentence
        elif not {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", [])):
            names[index] = sentence
    return names


class NarratedEngine(NBClientEngine):
    """Papermill's own engine, with a line on the terminal for each cell."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, narration: Narration, sockets: Path, **kwargs: Any
    ) -> Any:
        """Wrap the manager's cell hooks with the narration; `sockets` is how the files to the kernel begin."""
        names = name_cells(nb_man.nb.cells)
        numbers = {index: number for number, index in enumerate(names, start=1)}
        start, complete = nb_man.cell_start, nb_man.cell_complete

        def cell_start(cell: Any, cell_index: int, **more: Any) -> None:
            listen()
            if cell_index in names:
                narration.start_cell(names[cell_index], numbers[cell_index], len(names))
            start(cell, cell_index, **more)

        def cell_complete(cell: Any, cell_index: int, **more: Any) -> None:
            complete(cell, cell_index, **more)
            if cell_index in names:
                narration.end_cell()

        nb_man.cell_start, nb_man.cell_complete = cell_start, cell_complete
        # Sockets in the file system: no port is open while a notebook runs.
        kwargs["config"] = Config({"KernelManager": {"transport": "ipc", "ip": str(sockets)}})
        kwargs["shutdown_kernel"] = "immediate"
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
