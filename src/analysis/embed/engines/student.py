"""A linear student of the transformer, for corpora too large to embed in full.

The transformer embeds a sample; a ridge regression learns to give the same vectors from the words of a text and from
the transformer's own vectors of its word pieces. What it has learnt is two tables, a row for each word and each piece,
so that a text's vector is a sum: thousands of texts a second, each independent of the others.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from analysis.embed.engines import DIMENSIONS, EmbeddingError, encode_all
from analysis.embed.engines.openvino import load_tokenizer
from analysis.embed.grid import FINE_STEP, to_grid
from analysis.workspace import student_file, write_atomically

_CHUNK = 8192
_PENALTY = 0.3
# Word pieces against words in the kernel; pieces carry the words that the sample does not hold.
_PIECE_WEIGHT = 3.0
# The first sentence of a paper's text is its title, which says more than any other.
_TITLE_REPEATS = 2
_HELD_OUT = 0.1
_LEAST_SAMPLE = 1000
_NEIGHBOURS = 10
_LEARNT = ("words", "pieces", "offset")


class WeakStudentError(EmbeddingError):
    """A student is not near enough to its teacher; the message says how near and what to do."""


class Agreement(NamedTuple):
    """How near a student comes to its teacher on texts that it has not seen."""

    texts: int
    cosine: float
    neighbours: float

    def __str__(self) -> str:
        return (
            f"on {self.texts:,} papers it had not seen: mean cosine {self.cosine:.3f} to the transformer's vectors, "
            f"{self.neighbours:.0%} of the {_NEIGHBOURS} nearest papers the same"
        )


class Student:
    """What a student has learnt: a row for each word and each word piece."""

    def __init__(
        self, corpus: str, tables: dict[str, np.ndarray], words: list[str], agreement: Agreement, teacher: str
    ) -> None:
        self.name = f"student {corpus} {_fingerprint(tables, words, teacher)}"
        self.agreement = agreement
        self.teacher = teacher
        self._tables = tables
        # Sums in double precision, so that rounding to the grid hides what processors do differently.
        self._rows = {key: tables[key].astype(np.float64) for key in _LEARNT}
        self._words = _word_counter(vocabulary=words)
        self._words.idf_ = tables["idf"]
        self._pieces = _piece_counter(load_tokenizer(), tables["piece_weights"])

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """Vectors of shape (part, 384)."""
        from tqdm import tqdm

        for start in tqdm(range(0, len(texts), _CHUNK), desc="  student", ncols=80, disable=len(texts) <= _CHUNK):
            part = texts[start : start + _CHUNK]
            words = self._words.transform([_stress_title(text) for text in part])
            vectors = words @ self._rows["words"] + self._pieces(part) @ self._rows["pieces"]
            vectors += self._rows["offset"]
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            yield list(range(start, start + len(part))), to_grid(vectors)

    def save(self, corpus: str) -> None:
        """Keep the student of a corpus as safetensors with its words and figures as JSON in the file's head."""
        from safetensors.numpy import save

        words = sorted(self._words.vocabulary_, key=self._words.vocabulary_.get)
        figures = json.dumps(self.agreement)
        head = {"corpus": corpus, "teacher": self.teacher, "words": json.dumps(words), "agreement": figures}
        write_atomically(student_file(corpus), lambda path: path.write_bytes(save(self._tables, metadata=head)))


def open_student(name: str) -> Student:
    """The stored student of a corpus; `name` may end in the fingerprint that it should have.

    Raises
    ------
    EmbeddingError
        If there is none, or it is another than the one asked for.
    """
    from safetensors import SafetensorError, safe_open

    corpus = name.split(" ")[0]
    path = student_file(corpus)
    place = f"data/students/{path.name}"
    if not path.is_file():
        raise EmbeddingError(f"{place} is not there; `engine: student` in params.yaml fits one")
    try:
        with safe_open(path, framework="numpy") as file:
            head = file.metadata()
            tables = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping
        words = json.loads(head["words"])
        _check_shapes(tables, len(words))
        agreement = Agreement(*json.loads(head["agreement"]))
        student = Student(head["corpus"], tables, words, agreement, head["teacher"])
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise EmbeddingError(
            f"{place} holds no student ({error}); delete it, and the next run fits a new one"
        ) from None
    if head["corpus"] != corpus:
        raise EmbeddingError(
            f"{place} is the student of corpus {head['corpus']!r}; delete it, and the next run fits one for {corpus!r}"
        )
    if " " in name and student.name != f"student {name}":
        raise EmbeddingError(f"the vectors are by 'student {name}', {place} is {student.name!r}; run `dvc repro embed`")
    return student


def piece_texts() -> list[str]:
    """The text of each word piece of the tokenizer, by its number: what a teacher embeds for `fit_student`.

    Examples
    --------
    >>> texts = piece_texts()
    >>> len(texts), texts[2000:2003]
    (30522, ['to', 'was', 'he'])
    """
    tokenizer = load_tokenizer()
    return [tokenizer.id_to_token(piece).removeprefix("##") for piece in range(tokenizer.get_vocab_size())]


def fit_student(texts: Sequence[str], vectors: np.ndarray, *, pieces: np.ndarray, teacher: str, corpus: str) -> Student:
    """Fit a student to the transformer's vectors of a sample, and measure it on a tenth that is held out.

    Parameters
    ----------
    texts
        The sample, in an order that is its own (not that of the files).
    vectors
        The teacher's vectors of them, shape (texts, 384).
    pieces
        The teacher's vectors of `piece_texts`, shape (pieces, 384).
    teacher
        The teacher's name.
    corpus
        Names the student.
    """
    held_out = round(len(texts) * _HELD_OUT)
    counter = _word_counter().fit([_stress_title(text) for text in texts[held_out:]])
    words = sorted(counter.vocabulary_, key=counter.vocabulary_.get)
    tables = _solve(texts[held_out:], vectors[held_out:], counter, pieces * _PIECE_WEIGHT)
    student = Student(corpus, tables, words, Agreement(0, 0.0, 0.0), teacher)
    student.agreement = measure_agreement(encode_all(student, texts[:held_out]), vectors[:held_out])
    return student


def check_sample(texts: Sequence[str]) -> None:
    """Refuse a sample that is too small to learn from, before its vectors are computed.

    Raises
    ------
    EmbeddingError
        If there are fewer texts than a student needs.
    """
    if len(texts) < _LEAST_SAMPLE:
        raise EmbeddingError(
            f"a student learns from {_LEAST_SAMPLE:,} papers or more (found {len(texts):,}); "
            "set `engine: openvino` in params.yaml"
        )


def check_floor(student: Student, *, floor: float) -> None:
    """Refuse a student that is not near enough to its teacher.

    Raises
    ------
    WeakStudentError
        If its mean cosine on papers it had not seen is below the floor.
    """
    if student.agreement.cosine < floor:
        raise WeakStudentError(
            f"the student is not good enough, {student.agreement}; embed.floor asks for {floor}: raise embed.sample "
            "and delete the student's file in data/students, or set `engine: openvino` in params.yaml"
        )


def measure_agreement(found: np.ndarray, wanted: np.ndarray) -> Agreement:
    """Mean cosine, and the share of each text's nearest that stay its nearest.

    Examples
    --------
    >>> vectors = np.eye(20, dtype="float32")
    >>> measure_agreement(vectors, vectors).cosine
    1.0
    """
    neighbours = min(_NEIGHBOURS, len(found) - 1)
    nearest = []
    for vectors in (found, wanted):
        cosines = vectors @ vectors.T
        np.fill_diagonal(cosines, -2)
        nearest.append(np.argsort(-cosines, axis=1, kind="stable")[:, :neighbours])
    same = [
        len(set(mine) & set(theirs)) / neighbours for mine, theirs in zip(*(n.tolist() for n in nearest), strict=True)
    ]
    return Agreement(len(found), round(float((found * wanted).sum(axis=1).mean()), 4), round(float(np.mean(same)), 4))


def _fingerprint(tables: dict[str, np.ndarray], words: list[str], teacher: str) -> str:
    parts = [tables[key].tobytes() for key in sorted(tables)]
    return hashlib.sha256(b"".join([*parts, json.dumps([words, teacher]).encode()])).hexdigest()[:12]


def _check_shapes(tables: dict[str, np.ndarray], words: int) -> None:
    """Raise ValueError if a table is not one of a student's."""
    pieces = load_tokenizer().get_vocab_size()
    wanted = {
        "words": (words, DIMENSIONS), "pieces": (pieces, DIMENSIONS), "offset": (DIMENSIONS,), "idf": (words,),
        "piece_weights": (pieces,),
    }  # fmt: skip
    for name, shape in wanted.items():
        if tables[name].shape != shape or not np.isfinite(tables[name]).all():
            raise ValueError(f"table {name!r} has shape {tables[name].shape}, not {shape}, or holds no numbers")


def _solve(texts: Sequence[str], vectors: np.ndarray, counter: Any, meanings: np.ndarray) -> dict[str, np.ndarray]:
    """Ridge regression in its dual form: exact for any number of words, one equation for each text."""
    from scipy.linalg import solve
    from threadpoolctl import threadpool_limits

    words = counter.transform([_stress_title(text) for text in texts])
    tokenizer = load_tokenizer()
    weights = _piece_weights(_piece_counter(tokenizer, np.ones(len(meanings)))(texts))
    pieces = _piece_counter(tokenizer, weights)(texts) @ meanings
    middle, mean = pieces.mean(axis=0), vectors.mean(axis=0)
    # On several threads the last bits hang on their number, and with them the student's name and every vector.
    with threadpool_limits(1):
        kernel = (words @ words.T).toarray() + (pieces - middle) @ (pieces - middle).T
        kernel[np.diag_indices_from(kernel)] += _PENALTY
        dual = solve(kernel, (vectors - mean).astype(np.float64), assume_a="pos", overwrite_a=True)
        through_pieces = (pieces - middle).T @ dual
        tables = {
            "words": words.T @ dual,
            "pieces": meanings @ through_pieces,
            "offset": mean - middle @ through_pieces,
            "idf": counter.idf_,
            "piece_weights": weights,
        }
    # Rounded, so that a student fitted again elsewhere is the same one.
    learnt = {key: to_grid(tables[key], step=FINE_STEP) for key in _LEARNT}
    return {key: np.ascontiguousarray(table, dtype=np.float32) for key, table in (tables | learnt).items()}


def _word_counter(vocabulary: list[str] | None = None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    least = 1 if vocabulary else 2
    return TfidfVectorizer(
        vocabulary=vocabulary, sublinear_tf=True, min_df=least, stop_words="english", dtype=np.float64
    )


def _piece_counter(tokenizer: Any, weights: np.ndarray) -> Any:
    """A function from texts to the share of each word piece in them, frequent pieces weighted down."""
    tokenizer.no_truncation()

    def count(texts: Sequence[str]) -> sp.csr_matrix:
        pieces = [encoding.ids for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        lengths = np.array([len(ids) for ids in pieces])
        columns = np.concatenate([np.asarray(ids, dtype=np.int32) for ids in pieces])
        values = weights[columns] / np.repeat(np.maximum(lengths, 1), lengths)
        rows = np.repeat(np.arange(len(pieces)), lengths)
        return sp.csr_matrix((values, (rows, columns)), shape=(len(pieces), len(weights)))

    return count


def _piece_weights(shares: sp.csr_matrix) -> np.ndarray:
    """Smooth inverse frequency of word pieces (Arora, Liang and Ma, ICLR 2017)."""
    frequency = np.asarray(shares.sum(axis=0)).ravel() / max(shares.shape[0], 1)
    return 1e-3 / (1e-3 + frequency)


def _stress_title(text: str) -> str:
    title = text.split(". ", 1)[0]
    return f"{title} " * _TITLE_REPEATS + text
