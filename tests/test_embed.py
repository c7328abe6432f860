import sqlite3

import numpy as np
import pytest
from samples import make_papers

import analysis.embed as embed

TEXTS = ["Vision transformer", "A study of slides. " * 20, "Survival", "Reports " * 200, "H&E", "MRI of the heart"]


@pytest.fixture(scope="module")
def vectors():
    return embed.embed_texts(TEXTS)


def test_vectors_have_length_one(vectors):
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(vectors):
    assert (embed.embed_texts(TEXTS[::-1])[::-1] == vectors).all()
    assert (embed.embed_texts([TEXTS[1]])[0] == vectors[1]).all()


def test_near_meanings_are_near():
    heart, cardiac, stain = embed.embed_texts(["MRI of the heart", "cardiac magnetic resonance", "stain normalisation"])
    assert heart @ cardiac > heart @ stain + 0.2


def test_only_new_texts_are_computed(tmp_path, monkeypatch):
    cache = tmp_path / "cache.sqlite"
    papers = make_papers({"title": "One"}, {"title": "Two", "abstract": "About two."})
    first = embed.embed_papers(papers, precision="f32", cache=cache)
    computed = []
    original = embed._embed_chunks
    monkeypatch.setattr(
        embed, "_embed_chunks", lambda texts, precision: computed.extend(texts.values()) or original(texts, precision)
    )
    more = embed.embed_papers(make_papers({"title": "Three"}, {"title": "One"}), precision="f32", cache=cache)
    assert computed == ["Three."]
    assert (more["vector"][1] == first["vector"][0]).all()


def test_a_run_that_is_killed_keeps_its_finished_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(embed, "_CHUNK", 2)
    cache = tmp_path / "cache.sqlite"
    papers = make_papers(*({"title": title} for title in ("One", "Two", "Three", "Four")))
    original = embed.Encoder.encode
    calls = []

    def die_at_the_second_chunk(self, tokens, length):
        calls.append(length)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return original(self, tokens, length)

    monkeypatch.setattr(embed.Encoder, "encode", die_at_the_second_chunk)
    with pytest.raises(KeyboardInterrupt):
        embed.embed_papers(papers, precision="f32", cache=cache)
    assert sqlite3.connect(cache).execute("SELECT count(*) FROM vectors").fetchone() == (2,)
    monkeypatch.setattr(embed.Encoder, "encode", original)
    resumed = embed.embed_papers(papers, precision="f32", cache=cache)
    fresh = embed.embed_papers(papers, precision="f32", cache=tmp_path / "other.sqlite")
    assert (np.stack(resumed["vector"]) == np.stack(fresh["vector"])).all()


def test_a_paper_without_abstract_is_embedded_by_its_title():
    assert embed.paper_texts(make_papers({"title": "Alone"})).tolist() == ["Alone."]


def test_other_weights_than_the_known_ones_are_refused(monkeypatch):
    monkeypatch.setattr(embed, "MODEL_SHA256", "0" * 64)
    with pytest.raises(embed.EmbeddingError, match="not the known file.*reinstall the package"):
        embed.embed_texts(["One"])
