import hashlib
import json
import re
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from samples import ROOT, environment, make_papers

import analysis.embed.engines.openvino as engine
from analysis.corpus import build_corpus, read_corpus
from analysis.embed.cache import CacheError
from analysis.embed.engines import EmbeddingError, encode_all, open_encoder
from analysis.embed.grid import STEP
from analysis.embed.papers import choose_encoder, embed_papers, paper_texts
from analysis.embed.settings import EmbedSettings
from analysis.embed.shipped import shipped_vectors

TEXTS = ["Vision transformer", "A study of slides. " * 20, "Survival", "Reports " * 200, "H&E", "MRI of the heart"]


@pytest.fixture(scope="module")
def encoder():
    return open_encoder("openvino all-MiniLM-L6-v2 f32")


@pytest.fixture(scope="module")
def vectors(encoder):
    return encode_all(encoder, TEXTS)


def test_vectors_have_length_one(vectors):
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=5e-3)


def test_a_vector_does_not_depend_on_its_neighbours(encoder, vectors):
    assert (encode_all(encoder, TEXTS[::-1])[::-1] == vectors).all()
    assert (encode_all(encoder, [TEXTS[1]])[0] == vectors[1]).all()


def test_more_batches_than_streams_give_each_text_its_own_vector(encoder):
    texts = [f"Paper {number} about cells" for number in range(41)]
    together = encode_all(encoder, texts)
    assert (together[[0, 17, 40]] == encode_all(encoder, [texts[0], texts[17], texts[40]])).all()
    assert len(np.unique(together.round(6), axis=0)) == 41


def test_long_work_says_how_much_is_left(encoder, capsys):
    encode_all(encoder, [f"Paper {number}" for number in range(70)])
    assert re.search(r"embed: 100%.* left", capsys.readouterr().err)
    encode_all(encoder, TEXTS)
    assert "left" not in capsys.readouterr().err


def test_near_meanings_are_near(encoder):
    heart, cardiac, stain = encode_all(
        encoder, ["MRI of the heart", "cardiac magnetic resonance", "stain normalisation"]
    )
    assert heart @ cardiac > heart @ stain + 0.2


def test_no_texts_give_no_vectors(encoder):
    assert encode_all(encoder, []).shape == (0, 384)


@pytest.mark.slow
def test_bf16_is_near_f32_and_f32_where_a_processor_has_none(vectors):
    code = (
        "import sys, json; from analysis.embed.engines import encode_all, open_encoder;"
        "print(json.dumps(encode_all(open_encoder('openvino all-MiniLM-L6-v2 bf16'), json.loads(sys.argv[1])).tolist()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, json.dumps(TEXTS)],
        env=environment(ROOT, ONEDNN_MAX_CPU_ISA="AVX2"), capture_output=True, text=True, check=True,
    )  # fmt: skip
    # Those who ask for it do without the decision of doubtful values: they may lie a step apart.
    assert np.abs(np.array(json.loads(result.stdout)) - vectors).max() <= STEP
    near = encode_all(open_encoder("openvino all-MiniLM-L6-v2 bf16"), TEXTS)
    assert ((near * vectors).sum(axis=1) > 0.99).all()


def test_a_large_corpus_gets_a_student_by_its_size_alone(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr("analysis.embed.papers.STUDENT_FROM", 3)
    monkeypatch.setattr("analysis.embed.papers.student_file", lambda corpus: tmp_path / corpus)
    monkeypatch.setattr("analysis.embed.papers.open_encoder", made.append)
    choose_encoder(make_papers({}, {}), EmbedSettings(), corpus="demo")
    assert made == ["openvino all-MiniLM-L6-v2 f32"]
    with pytest.raises(EmbeddingError, match="a student learns from 1,000 papers or more"):
        choose_encoder(make_papers({}, {}, {}), EmbedSettings(), corpus="demo")
    choose_encoder(make_papers({}, {}, {}), EmbedSettings(engine="openvino", precision="bf16"), corpus="demo")
    assert made[-1] == "openvino all-MiniLM-L6-v2 bf16"


def test_vectors_kept_before_they_lay_on_the_grid_are_computed_again(encoder, tmp_path):
    cache = tmp_path / "cache.sqlite"
    papers = make_papers({"title": "One"})
    wanted = embed_papers(papers, encoder, cache=cache)
    old = wanted["vector"][0] + np.float32(1e-4)
    damage(cache, "UPDATE vectors SET vector = ?", old.tobytes())
    assert (embed_papers(papers, encoder, cache=cache)["vector"][0] == wanted["vector"][0]).all()


@pytest.mark.slow
def test_the_shipped_vectors_are_those_of_the_shipped_papers(encoder, tmp_path):
    """If papers or model have changed, renew them: `python -m analysis.embed.shipped` after a run."""
    shipped = shipped_vectors(encoder.name)
    papers = build_corpus(read_corpus(ROOT / "data" / "raw" / "demo")).papers
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in paper_texts(papers)}
    assert shipped.keys() == texts.keys()
    assert len(shipped) == 67
    some = sorted(shipped)[::13]
    assert (encode_all(encoder, [texts[key] for key in some]) == [shipped[key] for key in some]).all()


def test_shipped_vectors_spare_a_first_run_the_work(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.embed.papers.cache_folder", lambda: tmp_path)
    known = {hashlib.sha256(b"One.").hexdigest(): encode_all(encoder, ["One."])[0]}
    monkeypatch.setattr("analysis.embed.papers.shipped_vectors", lambda model: known)
    counted = Counted(encoder)
    embed_papers(make_papers({"title": "One"}, {"title": "Two"}), counted)
    assert counted.texts == ["Two."]
    assert shipped_vectors("another encoder") == {}


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
