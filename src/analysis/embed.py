"""Papers to vectors: an engine's, cached by text, the same bytes whatever the batch."""

import hashlib
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.encoders import EmbeddingError as EmbeddingError
from analysis.encoders import Encoder, encode_all, open_encoder
from analysis.paths import cache_folder, student_file
from analysis.vector_cache import load_vectors, open_cache, save_vectors


def paper_texts(papers: pd.DataFrame) -> pd.Series:
    """The text of each paper that its vector stands for: title, then abstract where there is one."""
    return (papers["title"] + ". " + papers["abstract"].fillna("")).str.strip()


def choose_encoder(
    papers: pd.DataFrame, *, corpus: str, engine: str, precision: str, model: str, sample: int, floor: float
) -> Encoder:
    """The encoder that the settings ask for; a student is fitted if the corpus has none yet.

    Parameters
    ----------
    papers
        `paper_id`, `title` and `abstract`: what a student is fitted on.
    corpus
        Whose student it is.
    engine
        ``openvino``, ``student`` or ``sentence-transformers``.
    precision
        ``bf16`` or ``f32``.
    model
        For sentence-transformers alone.
    sample, floor
        For a student alone: papers that it learns from, and the least cosine it must reach on those held out.

    Raises
    ------
    EmbeddingError
        If the engine cannot be used, or the student stays below the floor.
    """
    if engine == "sentence-transformers":
        return open_encoder(f"{engine} {model} {precision}")
    transformer = open_encoder(f"openvino all-MiniLM-L6-v2 {precision}")
    if engine == "openvino":
        return transformer
    from analysis.encoders.student import check_floor, fit_student, open_student

    if not student_file(corpus).is_file():
        taught = embed_papers(_draw_sample(papers, sample), transformer)
        texts = paper_texts(papers.set_index("paper_id").loc[taught["paper_id"]]).tolist()
        student = fit_student(texts, np.stack(taught["vector"]), transformer, corpus=corpus)
        check_floor(student, floor=floor)
        student.save(corpus)
    student = open_student(corpus)
    print(f"  {student.name}, {student.agreement}", file=sys.stderr)
    check_floor(student, floor=floor)
    return student


def embed_papers(papers: pd.DataFrame, encoder: Encoder, *, cache: Path | None = None) -> pd.DataFrame:
    """A vector for each paper; only texts that are not in the cache are computed.

    Parameters
    ----------
    papers
        `paper_id`, `title` and `abstract`.
    encoder
        See `analysis.encoders.open_encoder`.
    cache
        SQLite file of known vectors; the project's own when omitted.

    Returns
    -------
    pandas.DataFrame
        The table `embeddings`: vectors of length 1, float32.
    """
    texts = paper_texts(papers)
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    with open_cache(cache or cache_folder() / "embeddings.sqlite") as store:
        known = load_vectors(store, encoder.name, hashes)
        unknown = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        keys = list(unknown)
        # Each part is kept as it comes, so that an interrupted run loses none.
        for places, vectors in encoder.encode([unknown[key] for key in keys]):
            part = [keys[place] for place in places]
            save_vectors(store, encoder.name, part, vectors)
            known |= dict(zip(part, vectors, strict=True))
    return pd.DataFrame(
        {
            "paper_id": papers["paper_id"].to_numpy(),
            "text_hash": hashes,
            "model": encoder.name,
            "vector": [known[key] for key in hashes],
        }
    )


def embed_names(names: list[str], *, model: str) -> np.ndarray:
    """Vectors of a few words, in the space of the vectors that an encoder made of papers.

    A student is near its teacher on papers alone, so the teacher embeds the names.

    Parameters
    ----------
    names
        What topics are asked for by.
    model
        An encoder's name, as in the column `model` of the table `embeddings`.

    Returns
    -------
    numpy.ndarray
        Shape (names, dimensions), float32, rows of length 1.
    """
    encoder = open_encoder(model)
    teacher = getattr(encoder, "teacher", None)
    return encode_all(open_encoder(teacher) if teacher else encoder, names)


def _draw_sample(papers: pd.DataFrame, size: int) -> pd.DataFrame:
    """Papers in an order that looks random but hangs on their ids alone."""
    order = pd.util.hash_array(papers["paper_id"].to_numpy(dtype=object))
    return papers.iloc[np.lexsort((papers["paper_id"].to_numpy(dtype=object), order))[:size]]
