import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file
from samples import WordSums, make_papers
from threadpoolctl import threadpool_limits

from analysis.embed.engines import EmbeddingError, encode_all, open_encoder
from analysis.embed.engines.student import open_student, piece_texts
from analysis.embed.papers import choose_encoder, embed_names
from analysis.embed.settings import EmbedSettings

pytestmark = pytest.mark.slow


def choose(papers, *, sample: int, floor: float):
    """The student of a corpus; settings are made as they are, for papers fewer than a person may ask for."""
    settings = EmbedSettings.model_construct(
        engine="student", precision="f32", model="none", sample=sample, floor=floor
    )
    return choose_encoder(papers, settings, corpus="mine")


SUBJECTS = ["retinal vessels", "heart valves", "brain tumours", "lung nodules", "stained slides", "knee joints"]
DOINGS = ["segmentation of", "survival with", "a survey of", "detection of", "simulation of", "ethics of imaging"]


@pytest.fixture(scope="module")
def papers():
    rows = [
        {
            "title": f"{doing} {subject} {number}",
            "abstract": f"We study {subject} in {number} patients by {doing} them.",
        }
        for number in range(30)
        for subject in SUBJECTS
        for doing in DOINGS
    ]
    return make_papers(*rows)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for module in ("analysis.embed.engines.student", "analysis.embed.papers"):
        monkeypatch.setattr(f"{module}.student_file", lambda corpus: tmp_path / f"{corpus}.safetensors")
    monkeypatch.setattr("analysis.embed.papers.cache_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def teacher(monkeypatch):
    """What the transformer would do takes minutes on an ordinary processor; its stand-in takes a second."""
    stand_in = WordSums()
    monkeypatch.setattr(
        "analysis.embed.papers.open_encoder", lambda name: stand_in if name == WordSums.name else open_encoder(name)
    )
    return stand_in


def test_a_student_is_fitted_once_and_then_kept(papers, folder, capsys):
    student = choose(papers, sample=1000, floor=0.5)
    assert "on 100 papers it had not seen: mean cosine 0." in capsys.readouterr().err
    stored = (folder / "mine.safetensors").read_bytes()
    # More papers, another sample: the student stays.
    again = choose(papers.iloc[::-1], sample=1050, floor=0.6)
    assert (folder / "mine.safetensors").read_bytes() == stored
    assert again.name == student.name
    texts = ["Segmentation of heart valves. New patients.", "A survey of knee joints"]
    assert (encode_all(again, texts) == encode_all(student, texts)).all()


def test_a_vector_does_not_depend_on_its_neighbours(papers, folder):
    student = choose(papers, sample=1000, floor=0.5)
    texts = [f"{title}. {abstract}" for title, abstract in papers[["title", "abstract"]].head(50).to_numpy()]
    together = encode_all(student, texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=5e-3)
    assert (encode_all(student, texts[::-1])[::-1] == together).all()
    assert (encode_all(student, texts[7:8]) == together[7:8]).all()


def test_the_order_of_the_papers_does_not_change_the_student(papers, folder):
    first = choose(papers, sample=1000, floor=0.5).name
    (folder / "mine.safetensors").unlink()
    assert choose(papers.iloc[::-1], sample=1000, floor=0.5).name == first


def test_a_student_is_near_its_teacher_on_what_it_has_not_seen(papers, folder, teacher):
    student = choose(papers, sample=1000, floor=0.5)
    texts = [f"{title}. {abstract}" for title, abstract in papers[["title", "abstract"]].tail(80).to_numpy()]
    assert not set(texts) <= set(teacher.texts)
    cosines = (encode_all(student, texts) * encode_all(teacher, texts)).sum(axis=1)
    assert cosines.mean() > 0.9


def test_word_pieces_are_embedded_once_for_an_engine(papers, folder, teacher):
    first = choose(papers, sample=1000, floor=0.5)
    assert set(piece_texts()) <= set(teacher.texts)
    (folder / "mine.safetensors").unlink()
    teacher.texts.clear()
    again = choose(papers, sample=1000, floor=0.5)
    assert teacher.texts == []
    assert again.name == first.name


def test_a_student_below_the_floor_is_refused(papers, folder):
    with pytest.raises(EmbeddingError, match="not good enough.*embed.floor asks for 1.0"):
        choose(papers, sample=1000, floor=1.0)
    assert not (folder / "mine.safetensors").exists()
    # One that was kept under a lower floor is refused too.
    choose(papers, sample=1000, floor=0.5)
    with pytest.raises(EmbeddingError, match="embed.floor asks for 1.0.*delete the student's file"):
        choose(papers, sample=1000, floor=1.0)


def test_the_number_of_threads_changes_nothing(papers, folder):
    names = set()
    for threads in (1, 2):
        with threadpool_limits(threads):
            names.add(choose(papers, sample=1000, floor=0.5).name)
        (folder / "mine.safetensors").unlink()
    assert len(names) == 1


def test_a_changed_file_is_another_student_or_none(papers, folder):
    path = folder / "mine.safetensors"
    name = choose(papers, sample=1000, floor=0.5).name
    with safe_open(path, framework="numpy") as file:
        head, tables = file.metadata(), {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    save_file(tables | {"offset": tables["offset"] + 1}, path, metadata=head)
    assert open_student("mine").name != name
    save_file({key: table for key, table in tables.items() if key != "pieces"}, path, metadata=head)
    with pytest.raises(EmbeddingError, match="holds no student.*delete it"):
        open_student("mine")
    save_file(tables, path, metadata=head | {"words": '["one"]'})
    with pytest.raises(EmbeddingError, match="holds no student"):
        open_student("mine")
    save_file(tables, path, metadata=head | {"corpus": "other"})
    with pytest.raises(EmbeddingError, match="the student of corpus 'other'"):
        open_student("mine")


def test_names_are_embedded_by_the_teacher(papers, folder, teacher):
    student = choose(papers, sample=1000, floor=0.5)
    wanted = encode_all(teacher, ["heart valves"])
    assert (embed_names(["heart valves"], model=student.name) == wanted).all()


def test_too_small_a_corpus_is_refused_before_anything_is_computed(papers, folder, teacher):
    with pytest.raises(EmbeddingError, match="1,000 papers or more .found 2.*engine: openvino"):
        choose(papers.head(2), sample=1000, floor=0.5)
    assert teacher.texts == []


def test_a_student_that_is_not_there_or_broken_says_what_to_do(folder):
    with pytest.raises(EmbeddingError, match="data/students/mine.safetensors is not there"):
        open_student("mine")
    (folder / "mine.safetensors").write_bytes(b"half a file")
    with pytest.raises(EmbeddingError, match="holds no student.*delete it"):
        open_student("mine")


def test_vectors_of_another_student_are_refused(papers, folder):
    choose(papers, sample=1000, floor=0.5)
    with pytest.raises(EmbeddingError, match="run `dvc repro embed`"):
        open_student("mine 000000000000")


def test_a_student_by_size_alone_gives_way_to_the_transformer_where_it_is_weak(
    papers, folder, teacher, monkeypatch, capsys
):
    monkeypatch.setattr("analysis.embed.papers.STUDENT_FROM", 1000)
    settings = EmbedSettings.model_construct(engine="auto", precision="f32", model="none", sample=1000, floor=1.0)
    assert choose_encoder(papers, settings, corpus="mine") is teacher
    assert "the transformer embeds every paper: the student is not good enough" in capsys.readouterr().err


def test_a_student_of_another_teacher_is_fitted_anew(papers, folder, monkeypatch):
    first = choose(papers, sample=1000, floor=0.5)
    monkeypatch.setattr(WordSums, "name", "openvino all-MiniLM-L6-v2 bf16")
    settings = EmbedSettings.model_construct(engine="student", precision="bf16", model="none", sample=1000, floor=0.5)
    second = choose_encoder(papers, settings, corpus="mine")
    assert (first.teacher[-3:], second.teacher[-4:]) == ("f32", "bf16")
