"""The words that papers are searched by, and the transformer's vector of each."""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import pandas as pd

from analysis.embed import STEP, embed_names
from analysis.library.search import split_words

# ``python -m analysis.library.words`` renews the vectors that ship, after a run on the shipped papers.
_FILE = files("analysis.library").joinpath("data", "words.safetensors")
# Places of a search's words that are kept for general English, which a small corpus has little of.
_GENERAL = 6000


def choose_words(texts: Sequence[str], *, most: int) -> pd.Series:
    """The words of a corpus, those of the most texts first, and general ones that it lacks.

    Parameters
    ----------
    texts
        Title and abstract of each paper.
    most
        How many words; of a large corpus a quarter of them stay general.

    Returns
    -------
    pandas.Series
        Texts by word, in alphabetical order; 0 for words that none has.

    Examples
    --------
    >>> counts = choose_words(["Cells of hearts", "Hearts"], most=6)
    >>> counts[counts > 0].to_dict()
    {'cells': 1, 'hearts': 2, 'of': 1}
    """
    said = pd.Series([sorted(set(split_words(text))) for text in texts], dtype=object).explode().dropna()
    counts = said.value_counts().rename_axis("word").reset_index(name="papers")
    counts = counts[counts["word"].str.len() > 1].sort_values(["papers", "word"], ascending=[False, True])
    held = set(counts["word"])
    general = [word for word in general_words() if word not in held]
    own = counts.head(max(most - len(general), most - most // 4)).set_index("word")["papers"]
    rest = pd.Series(0, index=pd.Index(general[: most - len(own)], dtype="str"), name="papers")
    return pd.concat([own, rest]).sort_index().rename_axis("word")


def general_words() -> list[str]:
    """Frequent words of English, from the transformer's own vocabulary, the most frequent first."""
    return list(_general())


def embed_words(words: Sequence[str], *, model: str) -> np.ndarray:
    """The vector of each word by itself; those that ship are not computed.

    Parameters
    ----------
    words
        From `choose_words`.
    model
        An encoder's name, as in the column `model` of the table `embeddings`.

    Returns
    -------
    numpy.ndarray
        Shape (words, dimensions of the model), float32.
    """
    shipped_by, known, steps = _read_shipped()
    place = {word: at for at, word in enumerate(known)} if _is_of(model, shipped_by) else {}
    missing = [word for word in words if word not in place]
    computed = dict(zip(missing, embed_names(missing, model=model), strict=True)) if missing else {}
    rows = [computed[word] if word in computed else steps[place[word]] * np.float32(STEP) for word in words]
    return np.stack(rows).astype(np.float32)


def _is_of(model: str, shipped_by: str) -> bool:
    """A student stands for the transformer that taught it, whose words these are."""
    return model == shipped_by or model.startswith("student ")


def _read_shipped() -> tuple[str, list[str], np.ndarray]:
    from safetensors import safe_open

    with as_file(_FILE) as path, safe_open(path, framework="numpy") as file:
        head = file.metadata()
        # Most vectors fit into bytes; the others stand behind them.
        steps = np.concatenate([file.get_tensor("small").astype(np.int16), file.get_tensor("large")])
        return head["model"], json.loads(head["words"]), steps


def write_shipped(texts: Sequence[str], *, model: str) -> None:
    """Keep the vectors of general words and of some texts' words as those that ship, in steps of the grid."""
    from safetensors.numpy import save

    general = general_words()
    own = sorted({word for text in texts for word in split_words(text) if len(word) > 1} - set(general))
    vectors = embed_names([*general, *own], model=model)
    steps = np.rint(vectors / STEP)
    small = (np.abs(steps) <= np.iinfo(np.int8).max).all(axis=1)
    order = np.argsort(~small, kind="stable")
    words = [[*general, *own][place] for place in order]
    head = {"model": model, "words": json.dumps(words, ensure_ascii=False)}
    parts = {"small": steps[small].astype(np.int8), "large": steps[~small].astype(np.int16)}
    with as_file(_FILE) as path:
        path.write_bytes(save(parts, metadata=head))


@lru_cache(maxsize=1)
def _general() -> tuple[str, ...]:
    """Whole words of the tokenizer, in its order, which is about that of their frequency."""
    tokens = json.loads(files("analysis.embed").joinpath("engines", "tokenizer.json").read_text(encoding="utf-8"))
    ordered = sorted(tokens["model"]["vocab"].items(), key=lambda item: item[1])
    # Before this place stand the tokenizer's signs and single letters.
    whole = [word for word, place in ordered if place >= 1996 and word.isascii() and word.isalpha() and len(word) > 1]
    return tuple(whole[:_GENERAL])


if __name__ == "__main__":
    from analysis.workspace import read_table

    papers = read_table("papers")
    shipped = papers["title"].fillna("") + ". " + papers["abstract"].fillna("")
    write_shipped(shipped.tolist(), model=read_table("embeddings")["model"].iloc[0])
