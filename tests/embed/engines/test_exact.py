import json
import subprocess
import sys

import numpy as np
import pytest
from samples import ROOT, environment

import analysis.embed.engines.openvino as engine
from analysis.embed.engines import encode_all, open_encoder
from analysis.embed.engines.exact import ExactTransformer
from analysis.embed.engines.student import piece_texts
from analysis.embed.grid import to_grid

pytestmark = pytest.mark.slow

TEXTS = [f"Paper {number} about {what}" for number, what in enumerate(["cells", "slides. " * 30, "hearts " * 300] * 9)]


@pytest.fixture(scope="module")
def exact():
    return ExactTransformer(engine._find_weights())


def tokens_of(texts):
    return [encoding.ids for encoding in engine.load_tokenizer().encode_batch(texts)]


def test_the_two_transformers_agree_to_the_seventh_digit(exact, monkeypatch):
    monkeypatch.setattr(engine, "to_grid", lambda vectors: vectors)
    monkeypatch.setattr(engine, "find_doubtful", lambda vectors, pieces: np.zeros(0, dtype=int))
    raw = encode_all(open_encoder("openvino all-MiniLM-L6-v2 f32"), TEXTS)
    assert np.abs(raw - exact.encode_tokens(tokens_of(TEXTS))).max() < 2.5e-7


def test_texts_of_one_piece_are_told_to_within_their_own_doubt(exact, monkeypatch):
    monkeypatch.setattr(engine, "to_grid", lambda vectors: vectors)
    monkeypatch.setattr(engine, "find_doubtful", lambda vectors, pieces: np.zeros(0, dtype=int))
    pieces = piece_texts()[1000::500]
    raw = encode_all(open_encoder("openvino all-MiniLM-L6-v2 f32"), pieces)
    assert np.abs(raw - exact.encode_tokens(tokens_of(pieces))).max() < 1e-6


def test_every_vector_is_the_exact_one_rounded(exact):
    found = encode_all(open_encoder("openvino all-MiniLM-L6-v2 f32"), TEXTS)
    assert (found == to_grid(exact.encode_tokens(tokens_of(TEXTS)))).all()


def test_exact_vectors_are_one_long_and_hang_on_their_own_text_alone(exact):
    tokens = tokens_of(TEXTS[:3])
    together = exact.encode_tokens(tokens)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-12)
    assert np.abs(exact.encode_tokens(tokens[::-1])[::-1] - together).max() < 1e-13


def test_an_older_processor_gives_the_same_bytes():
    code = (
        "import sys, json; from analysis.embed.engines import encode_all, open_encoder;"
        "vectors = encode_all(open_encoder('openvino all-MiniLM-L6-v2 f32'), json.loads(sys.argv[1]));"
        "print(json.dumps(vectors.tolist()))"
    )
    old = {"ONEDNN_MAX_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "Nehalem", "OPENBLAS_NUM_THREADS": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code, json.dumps(TEXTS)], env=environment(ROOT, **old), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert json.loads(result.stdout) == encode_all(open_encoder("openvino all-MiniLM-L6-v2 f32"), TEXTS).tolist()
