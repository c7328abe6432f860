import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_papers

from analysis.methods.lexicon import LexiconError, build_lexicon, descendants, read_lexicon
from analysis.methods.proposed import find_proposed_names
from analysis.methods.tag import Tagger, count_methods, tag_papers
from analysis.text.phrases import fold
from analysis.workspace.tables import check_table


def entry(
    method: str, kind: str = "architecture", parents: str = "", aliases: str = "", context: str = ""
) -> dict[str, str]:
    return {
        "method": method,
        "kind": kind,
        "parents": parents,
        "introduced": "",
        "aliases": aliases,
        "context": context,
    }


LEXICON = build_lexicon(
    [
        entry("vision transformer", aliases="ViT", parents="transformer"),
        entry("transformer"),
        entry("multiple instance learning", "learning paradigm", aliases="?MIL"),
        entry("UNI", "foundation model", aliases="?UNI", context="patholog;slide"),
        entry("Threads", "foundation model", aliases="?=Threads", context="slide"),
        entry("stain normalisation", "technique"),
        entry("Grad-CAM", "explainability"),
        entry("CT", "modality", aliases="computed tomography"),
    ]
)
TAGGER = Tagger(LEXICON)


def mentions(title: str, abstract: str | None = None) -> list[tuple[str, str, str]]:
    found = tag_papers(make_papers({"title": title, "abstract": abstract}), TAGGER)
    return found[["method", "text", "role"]].values.tolist()


def test_the_longest_form_wins_and_keeps_its_place():
    found = tag_papers(make_papers({"title": "A Vision Transformer and a transformer"}), TAGGER)
    rows = found[["method", "part", "start", "end", "text"]].values.tolist()
    assert rows == [
        ["vision transformer", "title", 2, 20, "Vision Transformer"],
        ["transformer", "title", 27, 38, "transformer"],
    ]


@pytest.mark.parametrize(
    "text",
    ["stain normalization", "Stain-Normalisation", "stain normalizations", "STAIN NORMALISATION"],
)
def test_case_hyphens_plural_and_spelling_do_not_matter(text):
    assert [found[0] for found in mentions(text)] == ["stain normalisation"]


@pytest.mark.parametrize("text", ["a vit of glass", "ViTamin", "the CTscan", "XCT", "contextual"])
def test_names_are_matched_as_written_and_as_whole_words(text):
    assert mentions(text) == []


def test_an_ambiguous_form_needs_support_in_its_paper():
    assert mentions("MIL in the army") == []
    assert [found[0] for found in mentions("MIL for slides", "Multiple instance learning is used.")][
        0
    ] == "multiple instance learning"
    assert mentions("The UNI students") == []
    assert [found[0] for found in mentions("We use UNI in histopathology", "Pathology.")] == ["UNI"]
    assert mentions("Many threads on a slide") == []


def test_what_a_paper_is_measured_against_is_compared():
    found = mentions("T", "Our net outperforms ViT. It uses Grad-CAM.")
    assert [(method, role) for method, _, role in found] == [("vision transformer", "compared"), ("Grad-CAM", "used")]


def test_the_papers_own_system_is_recognised_with_every_mention():
    found = tag_papers(
        make_papers({"title": "FuseNet-2: fusing", "abstract": "We propose FuseNet-2, a ViT. FuseNet-2 wins."}), TAGGER
    )
    own = found[found["role"] == "proposed"]
    assert own[["method", "kind", "part"]].values.tolist() == [
        ["FuseNet-2", "proposed system", "title"],
        ["FuseNet-2", "proposed system", "abstract"],
        ["FuseNet-2", "proposed system", "abstract"],
    ]


def test_a_system_the_lexicon_knows_is_proposed_by_the_paper_that_introduces_it():
    found = mentions("A general model for pathology", "We introduce UNI, a model for slides.")
    assert ["UNI", "UNI", "proposed"] in found


@pytest.mark.parametrize(
    ("title", "abstract", "names"),
    [
        ("MedReason-R1: Learning", None, ["MedReason-R1"]),
        ("Phikon-v2, A large extractor", None, ["Phikon-v2"]),
        ("hist2RNA: An architecture", None, ["hist2RNA"]),
        ("μ-Bench: A Benchmark", None, ["μ-Bench"]),
        ("Fusion", "We propose a novel framework, called FuseCPath, yielding more.", ["FuseCPath"]),
        ("Slides", "In this work, we propose a new network, namely KimiaNet, that works.", ["KimiaNet"]),
        ("Slides", "We present a Spatially Aware Interpolation NeTwork (SAINT) to help.", ["SAINT"]),
        ("Slides", "Here, we introduce Threads, a slide-level model.", ["Threads"]),
        ("Slides", "We propose a method using self-supervised learning (SSL).", []),
        ("Multi-Modal Learning: a study", "We train a network.", []),
        ("Hoechst Is All You Need: cells", "We count cells.", []),
    ],
)
def test_names_of_proposed_systems(title, abstract, names):
    assert find_proposed_names(title, abstract) == names


def test_papers_are_counted_once_however_often_they_name_a_method():
    found = tag_papers(make_papers({"title": "ViT, ViT"}, {"title": "ViT"}), TAGGER)
    counts = count_methods(found, LEXICON.entries).set_index("method")["papers"]
    assert counts["vision transformer"] == 2
    assert counts["transformer"] == 0


def test_a_paper_gives_the_same_mentions_alone_and_among_others():
    papers = make_papers({"title": "ViT for CT"}, {"title": "Grad-CAM", "abstract": "of a transformer"})
    together = tag_papers(papers, TAGGER)
    alone = tag_papers(papers.iloc[[1]], TAGGER)
    assert together[together["paper_id"] == "p2"].reset_index(drop=True).equals(alone)


@given(st.text(max_size=120), st.text(max_size=300))
def test_every_mention_is_the_text_at_its_place(title, abstract):
    paper = make_papers({"title": title, "abstract": abstract})
    for row in tag_papers(paper, TAGGER).itertuples():
        assert (title if row.part == "title" else abstract)[row.start : row.end] == row.text


@given(st.text(max_size=60))
def test_folding_moves_no_letter(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([entry("ViT"), entry("vit")], "holds 'vit' twice"),
        ([entry("A", "model")], "uses the kind 'model'"),
        ([entry("A", parents="B")], "a parent that has no entry: 'B'"),
        (
            [entry("one net", aliases="same form"), entry("two net", aliases="same-form")],
            "'same forms?' stands for both",
        ),
    ],
)
def test_a_lexicon_that_contradicts_itself_is_refused(rows, message):
    with pytest.raises(LexiconError, match=message):
        build_lexicon(rows)


def test_lines_of_ones_own_join_the_lexicon_and_win(tmp_path):
    (tmp_path / "README.md").write_text("Not a table.")
    assert read_lexicon(tmp_path).forms == read_lexicon().forms
    lines = [
        "method,kind,parents,introduced,aliases,context",
        "StainNet,architecture,U-Net,2026,ViT;swin,",
        "UNI,task,,,,",
    ]
    (tmp_path / "mine.csv").write_text("\n".join(lines))
    lexicon = read_lexicon(tmp_path)
    kinds = lexicon.entries.set_index("method")["kind"]
    assert (kinds["StainNet"], kinds["UNI"]) == ("architecture", "task")
    assert {form.method for form in lexicon.forms if form.text == "ViT"} == {"StainNet"}
    assert "StainNet" in descendants(lexicon.entries, ["U-Net"])
    (tmp_path / "mine.csv").write_text("method,kind,parents,introduced,aliases,context\nu-net,task,,,dino,\n,,,,,\n")
    lexicon = read_lexicon(tmp_path)
    assert lexicon.entries.set_index("method").loc["U-Net", "kind"] == "task"
    assert {form.method for form in lexicon.forms if form.text.lower() == "dino"} == {"U-Net"}
    (tmp_path / "mine.csv").write_text("method,kind\nStainNet,architecture\n")
    with pytest.raises(LexiconError, match=r"mine.csv lacks the columns parents, .* \(found: method, kind\)"):
        read_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("StainNet", "mine.csv, line 2, column kind: found .."),
        (",architecture,,,,", "mine.csv, line 2, column method: an entry without a name"),
        ("StainNet,architecture,,2026?,,", "mine.csv, line 2, column introduced: found '2026\\?'"),
        ("StainNet,architecture,,,a;?,", "mine.csv, line 2, column aliases: found the form '\\?'"),
    ],
)
def test_a_line_of_ones_own_that_cannot_be_is_told(tmp_path, line, told):
    (tmp_path / "mine.csv").write_text(f"method, kind, parents, introduced, aliases, context\n{line}\n")
    with pytest.raises(LexiconError, match=told):
        read_lexicon(tmp_path)
    (tmp_path / "mine.csv").write_bytes(b"method\xe9")
    with pytest.raises(LexiconError, match="not in UTF-8"):
        read_lexicon(tmp_path)


def test_the_shipped_lexicon_is_sound_and_large():
    lexicon = read_lexicon()
    kinds = lexicon.entries["kind"].value_counts()
    methods = kinds.drop(["dataset", "modality", "cancer", "organ", "task", "metric"]).sum()
    assert methods >= 250
    assert {"CT", "MRI", "whole slide image"} <= set(lexicon.entries["method"])
    assert "UNI" in descendants(lexicon.entries, ["pathology foundation model"])
    check_table("methods", count_methods(tag_papers(make_papers({"title": "ViT"}), TAGGER), lexicon.entries))


@pytest.mark.parametrize("name", ["AI", "SOTA", "CNNs", "AI-based", "CLIP-guided", "DL"])
def test_a_class_or_a_property_is_no_system(name):
    assert find_proposed_names(f"{name}: A Study", f"We propose a method, called {name}, for slides.") == []


def test_a_short_name_that_others_use_is_no_ones_and_a_longer_one_stays():
    abstract = "We propose a network, called {}, for slides."
    papers = make_papers(
        {"title": "One", "abstract": abstract.format("INR")},
        {"title": "Two", "abstract": abstract.format("FuseNet-2")},
        *({"title": f"More {number}", "abstract": "We compare INR and FuseNet-2."} for number in range(3)),
    )
    found = tag_papers(papers, TAGGER)
    assert set(found.loc[found["role"] == "proposed", "method"]) == {"FuseNet-2"}
    # Two other papers are no proof.
    assert "INR" in set(tag_papers(papers.head(4), TAGGER)["method"])


def test_an_abbreviation_of_a_single_word_stands_for_it():
    tagger = Tagger(build_lexicon([entry("ultrasound", "modality", aliases="US;ultrasound imaging")]))
    found = tagger.find("A study", "We use ultrasound (US). US is cheap.")
    assert [mention.start for mention in found["abstract"]] == [7, 19, 24]


def test_where_in_a_system_an_entry_stands_is_known_and_may_be_left_out(tmp_path):
    entries = read_lexicon().entries.set_index("method")
    assert entries.loc[["ResNet", "ABMIL", "late fusion", "logistic regression"], "slot"].tolist() == [
        "encoder", "aggregator", "fusion", "head"
    ]  # fmt: skip
    assert entries["slot"].isna().any()
    head = "method,kind,parents,introduced,aliases,context"
    (tmp_path / "mine.csv").write_text(f"{head}\nMyNet,architecture,,,,\n")
    assert read_lexicon(tmp_path).entries.set_index("method")["slot"].isna()["MyNet"]
    (tmp_path / "mine.csv").write_text(f"{head},slot\nMyNet,architecture,,,,,hed\n")
    with pytest.raises(LexiconError, match="column slot: found 'hed'; known are encoder, aggregator"):
        read_lexicon(tmp_path)
