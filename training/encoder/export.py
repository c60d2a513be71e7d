"""Writes the network as the program reads it: two ONNX graphs with their weights beside them, the sentence encoder as dynamic int8."""

import pathlib
import sys
import tempfile

import numpy as np
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import DIM, HEADS, LAYERS

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from graph import Graph, beside  # noqa: E402

FROZEN = 3  # layers whose output the finder reads on from
KEPT = 17_500  # the first word pieces of the base vocabulary that stay, besides those of our texts: it is ordered by frequency


def encoder(network, kept, path):
    """The sentence encoder over the kept word pieces: ids in, the mean of the last layer out."""
    g = Graph()
    embeddings = network.embeddings
    words = g.weight(embeddings.word_embeddings.weight.detach().numpy()[kept])
    length = g.add("Slice", g.add("Shape", "ids"), g.weight([1], np.int64), g.weight([2], np.int64))
    zero, axis = g.weight([0], np.int64), g.weight([0], np.int64)
    # Only one kind of text: its embedding is the same everywhere, so the places carry it.
    places = embeddings.position_embeddings.weight.detach().numpy()[:128] + embeddings.token_type_embeddings.weight.detach().numpy()[:1]
    x = g.add("Add", g.add("Gather", words, "ids"), g.add("Slice", g.weight(places), zero, length, axis))
    x = g.norm(x, embeddings.LayerNorm)
    for n, layer in enumerate(network.encoder.layer):
        if n == FROZEN:
            hidden = x
        own = layer.attention.self
        width, heads = own.query.weight.shape[0], network.config.num_attention_heads
        mixed = g.attention(g.linear(x, own.query), g.linear(x, own.key), g.linear(x, own.value), heads, width)
        x = g.norm(g.add("Add", g.linear(mixed, layer.attention.output.dense), x), layer.attention.output.LayerNorm)
        wide = g.gelu(g.linear(x, layer.intermediate.dense))
        x = g.norm(g.add("Add", g.linear(wide, layer.output.dense), x), layer.output.LayerNorm)
    vector = g.add("ReduceMean", x, axes=[1], keepdims=0)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = f"{folder}/plain.onnx", f"{folder}/small.onnx"
        g.save(plain, {"ids": (TensorProto.INT64, [1, "length"])}, {"vector": vector, "hidden": hidden})
        # Reduced range, since without VNNI two products of full range overflow the sixteen bits they are added in.
        quantize_dynamic(plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        beside(small, path)


def head(network, path):
    """The attention head over the sentences of one answer."""
    g = Graph()

    def unit(x):
        length = g.add("ReduceL2", x, axes=[-1], keepdims=1)
        return g.add("Mul", g.add("Div", x, g.add("Max", length, g.weight(1e-12))), g.weight(10.0))

    h = g.add("Add", g.linear(unit("vectors"), network.sentence), g.linear("cues", network.cue))
    q = g.add("Add", g.linear(unit("question"), network.question), g.linear("asked", network.asked))
    h = g.add("Concat", q, h, axis=1)
    for layer in network.layers:
        qkv = g.linear(g.norm(h, layer.norm1), layer.qkv)
        q, k, v = g.add("Split", qkv, g.weight([DIM] * 3, np.int64), outputs=3, axis=-1)
        h = g.add("Add", h, g.linear(g.attention(q, k, v, HEADS, DIM), layer.out))
        h = g.add("Add", h, g.linear(g.gelu(g.linear(g.norm(h, layer.norm2), layer.up)), layer.down))
    h = g.norm(h, network.norm)
    part = lambda start, end: g.add("Slice", h, g.weight([start], np.int64), g.weight([end], np.int64), g.weight([1], np.int64))
    first, rest = g.add("Squeeze", part(0, 1), g.weight([1], np.int64)), part(1, 1 << 30)
    marks = g.linear(rest, network.mark)
    best = g.add("ReduceMax", marks, axes=[1], keepdims=0)
    whole = g.add("Concat", first, g.add("ReduceMean", rest, axes=[1], keepdims=0), g.add("ReduceMax", rest, axes=[1], keepdims=0), axis=-1)
    whole = g.linear(g.gelu(g.linear(whole, network.whole)), network.label)
    # What each mark adds to its label, as a matrix.
    tie = np.zeros((len(network.tied), network.label.out_features), np.float32)
    for mark, label in enumerate(network.tied.tolist()):
        tie[mark, label] = network.tie[mark].item()
    tied = g.add("MatMul", g.add("Add", best, g.weight(3.0)), g.weight(tie))
    out = {"beats": g.linear(rest, network.beat), "feet": g.linear(rest, network.feet), "marks": marks, "labels": g.add("Add", whole, tied)}
    real = TensorProto.FLOAT
    inputs = {"vectors": (real, [1, "sentences", 384]), "cues": (real, [1, "sentences", network.cue.in_features]),
              "question": (real, [1, 1, 384]), "asked": (real, [1, 1, network.asked.in_features])}
    with tempfile.TemporaryDirectory() as folder:
        g.save(f"{folder}/head.onnx", inputs, out)
        beside(f"{folder}/head.onnx", path)


def kept_pieces(tokenizer, answers):
    """Ids of the word pieces that stay: those of our texts, the frequent ones, single letters; nothing outside Latin script."""
    seen = {i for a in answers for ids in a.ids for i in ids}
    names = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    plain = lambda piece: piece.isascii() or piece in "£€–—’‘“”…"
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    stay = lambda piece, i: piece in special or i in seen or (plain(piece) and not piece.startswith("[unused") and (i < KEPT or len(piece.lstrip("#")) == 1))
    return [i for piece, i in names if stay(piece, i)]


def pieces(tokenizer, kept, path):
    """The kept word pieces, a line each in their new order."""
    names = {i: piece for piece, i in tokenizer.get_vocab().items()}
    pathlib.Path(path).write_text("".join(names[i] + "\n" for i in kept), encoding="utf-8")
