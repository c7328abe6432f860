"""Papers to vectors: an engine's, cached by text, the same bytes whatever the batch."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.embed.cache import load_vectors, open_cache, save_vectors
from analysis.embed.engines import DIMENSIONS, Encoder, open_encoder
from analysis.embed.engines import EmbeddingError as EmbeddingError
from analysis.embed.settings import EmbedSettings
from analysis.embed.shipped import shipped_vectors
from analysis.workspace import cache_folder, say, student_file

# From so many papers on `auto` takes the student: it saves more than half of the time. A rule of size alone, for what
# came of the machine's speed would be other vectors on another machine.
STUDENT_FROM = 20_000


def paper_texts(papers: pd.DataFrame) -> pd.Series:
    """The text of each paper that its vector stands for: title, then abstract where there is one."""
    return (papers["title"] + ". " + papers["abstract"].fillna("")).str.strip()


def choose_encoder(papers: pd.DataFrame, settings: EmbedSettings, *, corpus: str) -> Encoder:
    """The encoder that the settings ask for; a student is fitted if the corpus has none yet.

    Parameters
    ----------
    papers
        `paper_id`, `title` and `abstract`: what a student is fitted on.
    settings
        The section `embed` of ``params.yaml``. `model` is for sentence-transformers alone, `sample` and `floor` for a
        student alone: papers that it learns from, and the least cosine it must reach on those held out.
    corpus
        Whose student it is.

    Raises
    ------
    EmbeddingError
        If the engine cannot be used, or the student stays below the floor.
    """
    engine = _choose_engine(settings, len(papers))
    if engine == "sentence-transformers":
        return open_encoder(f"{engine} {settings.model} {settings.precision}")
    transformer = open_encoder(f"openvino all-MiniLM-L6-v2 {settings.precision}")
    if engine == "openvino":
        return transformer
    from analysis.embed.engines.student import WeakStudentError

    try:
        return _take_student(papers, settings, transformer, corpus=corpus)
    except WeakStudentError as error:
        if settings.engine != "auto":
            raise
        say(f"  the transformer embeds every paper: {error}")
        return transformer


def _take_student(papers: pd.DataFrame, settings: EmbedSettings, transformer: Encoder, *, corpus: str) -> Encoder:
    """The student that the corpus has, or one fitted to its papers."""
    from analysis.embed.engines.student import check_floor, check_sample, fit_student, open_student, piece_texts

    # One that another teacher has taught, such as the same in bf16, stands for other vectors.
    if not student_file(corpus).is_file() or open_student(corpus).teacher != transformer.name:
        texts = paper_texts(_draw_sample(papers, settings.sample)).tolist()
        check_sample(texts)
        vectors, pieces = (np.stack(embed_texts(part, transformer)) for part in (texts, piece_texts()))
        student = fit_student(texts, vectors, pieces=pieces, teacher=transformer.name, corpus=corpus)
        check_floor(student, floor=settings.floor)
        student.save(corpus)
    student = open_student(corpus)
    say(f"  {student.name}, {student.agreement}")
    check_floor(student, floor=settings.floor)
    return student


def _choose_engine(settings: EmbedSettings, papers: int) -> str:
    if settings.engine != "auto":
        return settings.engine
    return "student" if papers >= STUDENT_FROM else "openvino"


def embed_papers(papers: pd.DataFrame, encoder: Encoder, *, cache: Path | None = None) -> pd.DataFrame:
    """A vector for each paper; only texts that are not in the cache are computed.

    Parameters
    ----------
    papers
        `paper_id`, `title` and `abstract`.
    encoder
        See `analysis.embed.engines.open_encoder`.
    cache
        SQLite file of known vectors; the project's own when omitted.

    Returns
    -------
    pandas.DataFrame
        The table `embeddings`: vectors of the grid, about 1 long, float32.
    """
    texts = paper_texts(papers).tolist()
    return pd.DataFrame(
        {
            "paper_id": papers["paper_id"].to_numpy(),
            "text_hash": [_hash(text) for text in texts],
            "model": encoder.name,
            "vector": embed_texts(texts, encoder, cache=cache),
        }
    )


def embed_texts(texts: Sequence[str], encoder: Encoder, *, cache: Path | None = None) -> list[np.ndarray]:
    """The vector of each text; only those that are not in the cache are computed, and kept as they come.

    Parameters
    ----------
    texts
        In any order, the same one more than once if need be.
    encoder
        See `analysis.embed.engines.open_encoder`.
    cache
        SQLite file of known vectors; the project's own when omitted.
    """
    hashes = [_hash(text) for text in texts]
    with open_cache(cache or cache_folder() / "embeddings.sqlite") as store:
        # The project's own cache starts from what ships; another is what it holds.
        known = {} if cache else shipped_vectors(encoder.name)
        known |= load_vectors(store, encoder.name, hashes)
        unknown = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        keys = list(unknown)
        # Each part is kept as it comes, so that an interrupted run loses none.
        for places, vectors in encoder.encode([unknown[key] for key in keys]):
            part = [keys[place] for place in places]
            save_vectors(store, encoder.name, part, vectors)
            known |= dict(zip(part, vectors, strict=True))
    return [known[key] for key in hashes]


def embed_names(names: list[str], *, model: str) -> np.ndarray:
    """Vectors of words, in the space of the vectors that an encoder made of papers.

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
    vectors = embed_texts(names, open_encoder(teacher) if teacher else encoder)
    return np.stack(vectors) if vectors else np.zeros((0, DIMENSIONS), dtype=np.float32)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _draw_sample(papers: pd.DataFrame, size: int) -> pd.DataFrame:
    """Papers in an order that looks random but hangs on their ids alone."""
    order = pd.util.hash_array(papers["paper_id"].to_numpy(dtype=object))
    return papers.iloc[np.lexsort((papers["paper_id"].to_numpy(dtype=object), order))[:size]]
