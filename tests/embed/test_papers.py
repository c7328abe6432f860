import json
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from samples import ROOT, environment, make_papers

import analysis.embed.engines.openvino as engine
from analysis.embed.cache import CacheError
from analysis.embed.engines import EmbeddingError, encode_all, open_encoder
from analysis.embed.papers import choose_encoder, embed_papers, paper_texts
from analysis.embed.settings import EmbedSettings

TEXTS = ["Vision transformer", "A study of slides. " * 20, "Survival", "Reports " * 200, "H&E", "MRI of the heart"]


@pytest.fixture(scope="module")
def encoder():
    return open_encoder("openvino all-MiniLM-L6-v2 f32")


@pytest.fixture(scope="module")
def vectors(encoder):
    return encode_all(encoder, TEXTS)


def test_vectors_have_length_one(vectors):
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(encoder, vectors):
    assert (encode_all(encoder, TEXTS[::-1])[::-1] == vectors).all()
    assert (encode_all(encoder, [TEXTS[1]])[0] == vectors[1]).all()


def test_more_batches_than_streams_give_each_text_its_own_vector(encoder):
    texts = [f"Paper {number} about cells" for number in range(41)]
    together = encode_all(encoder, texts)
    assert (together[[0, 17, 40]] == encode_all(encoder, [texts[0], texts[17], texts[40]])).all()
    assert len(np.unique(together.round(6), axis=0)) == 41


def test_near_meanings_are_near(encoder):
    heart, cardiac, stain = encode_all(
        encoder, ["MRI of the heart", "cardiac magnetic resonance", "stain normalisation"]
    )
    assert heart @ cardiac > heart @ stain + 0.2


def test_no_texts_give_no_vectors(encoder):
    assert encode_all(encoder, []).shape == (0, 384)


@pytest.mark.slow
@pytest.mark.parametrize("precision", ["f32", "bf16"])
def test_an_older_processor_gives_the_same_vectors(vectors, precision):
    """In f32 rounding alone differs; what has no bf16 computes in f32."""
    code = (
        "import sys, json; from analysis.embed.engines import encode_all, open_encoder;"
        f"print(json.dumps(encode_all(open_encoder('openvino all-MiniLM-L6-v2 {precision}'), json.loads(sys.argv[1])).tolist()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, json.dumps(TEXTS)],
        env=environment(ROOT, ONEDNN_MAX_CPU_ISA="AVX2"), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert np.allclose(json.loads(result.stdout), vectors, atol=1e-4)


class Counted:
    """An encoder that remembers what it was asked for."""

    def __init__(self, encoder):
        self.name, self._encoder, self.texts = encoder.name, encoder, []

    def encode(self, texts):
        self.texts.extend(texts)
        return self._encoder.encode(texts)


def test_only_new_texts_are_computed(encoder, tmp_path):
    cache = tmp_path / "cache.sqlite"
    papers = make_papers({"title": "One"}, {"title": "Two", "abstract": "About two."})
    first = embed_papers(papers, encoder, cache=cache)
    counted = Counted(encoder)
    more = embed_papers(make_papers({"title": "Three"}, {"title": "One"}), counted, cache=cache)
    assert counted.texts == ["Three."]
    assert (more["vector"][1] == first["vector"][0]).all()


def test_a_run_that_is_killed_keeps_its_finished_parts(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "_CHUNK", 2)
    cache = tmp_path / "cache.sqlite"
    papers = make_papers(*({"title": title} for title in ("One", "Two", "Three", "Four")))

    class Dying(Counted):
        def encode(self, texts):
            yield next(self._encoder.encode(texts))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_papers(papers, Dying(encoder), cache=cache)
    assert sqlite3.connect(cache).execute("SELECT count(*) FROM vectors").fetchone() == (2,)
    resumed = embed_papers(papers, encoder, cache=cache)
    fresh = embed_papers(papers, encoder, cache=tmp_path / "other.sqlite")
    assert (np.stack(resumed["vector"]) == np.stack(fresh["vector"])).all()


def test_a_paper_without_abstract_is_embedded_by_its_title():
    assert paper_texts(make_papers({"title": "Alone"})).tolist() == ["Alone."]


def damage(path, sql, *values):
    with sqlite3.connect(path) as store:
        store.execute(sql, values)


def test_cached_rows_that_hold_no_vector_are_computed_again(encoder, tmp_path):
    cache = tmp_path / "cache.sqlite"
    papers = make_papers(*({"title": title} for title in ("One", "Two", "Three")))
    wanted = embed_papers(papers, encoder, cache=cache)
    key, nan = wanted["text_hash"][0], np.full(384, np.nan, dtype="float32").tobytes()
    for blob in (b"", b"abc", nan, np.ones(1, dtype="float32").tobytes()):
        damage(cache, "UPDATE vectors SET vector = ? WHERE hash = ?", blob, key)
        assert (np.stack(embed_papers(papers, encoder, cache=cache)["vector"]) == np.stack(wanted["vector"])).all()


def test_a_cache_that_is_no_database_says_which_file_and_what_to_do(encoder, tmp_path):
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(b"no database at all" * 100)
    with pytest.raises(CacheError, match=r"cache.sqlite are damaged.*delete the file"):
        embed_papers(make_papers({}), encoder, cache=cache)
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(CacheError, match=r"folder.sqlite cannot be used.*move away"):
        embed_papers(make_papers({}), encoder, cache=tmp_path / "folder.sqlite")


def test_other_weights_than_the_known_ones_are_refused(monkeypatch):
    monkeypatch.setattr(engine, "MODEL_SHA256", "0" * 64)
    with pytest.raises(EmbeddingError, match="not the known file.*reinstall the package"):
        open_encoder("openvino all-MiniLM-L6-v2 f32")


def test_an_engine_that_is_not_installed_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbeddingError, match="pip install.*engine: openvino"):
        choose_encoder(make_papers({}), EmbedSettings(engine="sentence-transformers"), corpus="demo")


def test_vectors_of_an_unknown_engine_are_refused():
    with pytest.raises(EmbeddingError, match="no known engine"):
        open_encoder("word2vec of 2013")
    with pytest.raises(EmbeddingError, match="another-model f32.*the engine has"):
        open_encoder("openvino another-model f32")
