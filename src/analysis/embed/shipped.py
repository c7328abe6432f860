"""The vectors of the shipped papers, which a first run starts from.

``python -m analysis.embed.shipped`` renews them after a run on the shipped papers.
They are what every processor computes; a test computes some of them again.
"""

import json
from importlib.resources import as_file, files

import numpy as np
import pandas as pd

from analysis.embed.grid import STEP

_FILE = files("analysis.embed").joinpath("shipped.safetensors")


def shipped_vectors(model: str) -> dict[str, np.ndarray]:
    """Vectors by the hash of their text; none where another encoder is asked for."""
    from safetensors import safe_open

    with as_file(_FILE) as path, safe_open(path, framework="numpy") as file:
        head, steps = file.metadata(), file.get_tensor("steps")
    vectors = (steps * STEP).astype(np.float32)
    return dict(zip(json.loads(head["hashes"]), vectors, strict=True)) if head["model"] == model else {}


def write_shipped(embeddings: pd.DataFrame) -> None:
    """Keep a table `embeddings` as the one that ships, in steps of the grid, in order of its texts' hashes."""
    from safetensors.numpy import save

    rows = embeddings.sort_values("text_hash")
    steps = np.rint(np.stack(rows["vector"].to_numpy()) / STEP).astype(np.int16)
    head = {"model": rows["model"].iloc[0], "hashes": json.dumps(rows["text_hash"].tolist())}
    with as_file(_FILE) as path:
        path.write_bytes(save({"steps": steps}, metadata=head))


if __name__ == "__main__":
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from analysis.embed import embed_papers, open_encoder
    from analysis.workspace import read_table

    # Computed anew, in a cache of its own: the project's starts from what ships.
    with TemporaryDirectory() as folder:
        encoder = open_encoder("openvino all-MiniLM-L6-v2 f32")
        write_shipped(embed_papers(read_table("papers"), encoder, cache=Path(folder) / "vectors.sqlite"))
