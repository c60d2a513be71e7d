"""Writes the finder as the program reads it: upper layers as int8 over what the encoder's lower layers leave, and its heads beside them."""

import pathlib
import sys
import tempfile
import zlib

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import DOUBT, LENGTH, SAID, SHARED, SHARPNESS, WIDTH

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from graph import Graph, beside  # noqa: E402


def open_trunk(path):
    """Gives the encoder's graph a second output, what its lower layers leave; nothing else of it changes."""
    graph = onnx.load(path, load_external_data=False)
    if all(out.name != "hidden" for out in graph.graph.output):
        norms = [n for n in graph.graph.node if n.op_type == "LayerNormalization"]
        # The first is that of the embeddings; each layer has two.
        graph.graph.node.append(helper.make_node("Identity", [norms[2 * SHARED].output[0]], ["hidden"]))
        graph.graph.output.append(helper.make_tensor_value_info("hidden", TensorProto.FLOAT, None))
        pathlib.Path(path).write_bytes(graph.SerializeToString())


def layers(network, path):
    """The upper layers: hidden states in, the means of what came in and of what the last layer leaves out."""
    g, x, config = Graph(), "hidden", network.config
    for layer in network.encoder.layer[SHARED:]:
        own = layer.attention.self
        mixed = g.attention(g.linear(x, own.query), g.linear(x, own.key), g.linear(x, own.value), config.num_attention_heads, WIDTH)
        x = g.norm(g.add("Add", g.linear(mixed, layer.attention.output.dense), x), layer.attention.output.LayerNorm)
        wide = g.gelu(g.linear(x, layer.intermediate.dense))
        x = g.norm(g.add("Add", g.linear(wide, layer.output.dense), x), layer.output.LayerNorm)
    mean = lambda h: g.add("ReduceMean", h, axes=[1], keepdims=0)
    vector = g.add("Concat", mean("hidden"), mean(x), axis=-1)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = f"{folder}/plain.onnx", f"{folder}/small.onnx"
        g.save(plain, {"hidden": (TensorProto.FLOAT, [1, "length", WIDTH])}, {"vector": vector})
        quantize_dynamic(plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        beside(small, path)


def heads(finder, path):
    """What is read off a vector: what a question asks for, what a sentence shows, and where each is put to be compared. Only the memory is int8."""
    g = Graph()
    value = lambda tensor: g.weight(tensor.detach().numpy())

    def normal(x):
        return g.add("Div", x, g.add("Max", g.add("ReduceL2", x, axes=[-1], keepdims=1), g.weight(1e-12)))

    def line(x, parts):
        y = g.add("MatMul", x, value(torch.cat([p.weight for p in parts]).T))
        return g.add("Add", y, value(torch.cat([p.bias for p in parts])))

    middle, last = [normal(x) for x in g.add("Split", "vector", g.weight([WIDTH, WIDTH], np.int64), axis=-1, outputs=2)]
    long = g.weight(LENGTH)
    u, top = g.add("Mul", g.add("Concat", middle, last, axis=-1), long), g.add("Mul", last, long)

    asked = finder.asked
    remembered = g.add("MatMul", last, value(asked.known.T))
    share = g.add("MatMul", g.add("Softmax", g.add("Mul", remembered, g.weight(SHARPNESS)), axis=-1), value(asked.labels))
    said = g.add("Mul", g.add("Log", g.add("Add", share, g.weight(DOUBT))), g.weight(SAID))
    rest = g.weight(np.zeros((1, asked.line.out_features - asked.labels.shape[1])))
    odds = g.add("Add", line(u, [asked.line]), g.add("Concat", said, rest, axis=-1))
    put = lambda turn: normal(g.add("Add", top, g.add("MatMul", u, value(turn.weight.T))))
    outputs = {"asked": odds, "asks": put(finder.asks), "shown": line(u, [finder.shown, finder.proved]), "tells": put(finder.tells),
               "whole": line(g.add("Mul", normal("near"), long), [finder.shown_whole, finder.proved_whole])}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = f"{folder}/heads.onnx", f"{folder}/small.onnx"
        g.save(plain, {"vector": (TensorProto.FLOAT, [1, 2 * WIDTH]), "near": (TensorProto.FLOAT, [1, WIDTH])}, outputs)
        memory = next(n.name for n in onnx.load(plain).graph.node if n.output[0] == remembered)
        quantize_dynamic(plain, small, nodes_to_quantize=[memory], per_channel=False, reduce_range=True, weight_type=QuantType.QInt8)
        beside(small, path)


class Exported:
    """The exported layers at work, one text at a time as the program runs them."""

    def __init__(self, folder, finder_path, tokenizer, longest):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        open_ = lambda path: onnxruntime.InferenceSession(str(path), options)
        self.trunk, self.layers = open_(folder / "encoder.onnx"), open_(finder_path)
        self.pieces = {p: n for n, p in enumerate((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())}
        self.tokenizer, self.longest, self.kept = tokenizer, longest, {}
        self.files = [folder / "encoder.onnx.data", pathlib.Path(f"{finder_path}.data"), folder / "pieces.txt"]

    def ids(self, text):
        names = self.tokenizer.convert_ids_to_tokens(self.tokenizer(text, truncation=True, max_length=self.longest)["input_ids"])
        return [self.pieces.get(name, self.pieces["[UNK]"]) for name in names]

    def remember(self, path, texts):
        """Keeps vectors between runs: they depend on nothing that is learned."""
        made_by = zlib.crc32(b"".join(file.read_bytes() for file in self.files))
        if path.exists():
            then, kept = torch.load(path)
            self.kept = kept if then == made_by else {}
        before = len(self.kept)
        self.vectors(texts)
        if len(self.kept) > before:
            torch.save((made_by, self.kept), path)

    def vectors(self, texts):
        for text in texts:
            if text not in self.kept:
                hidden = self.trunk.run(["hidden"], {"ids": np.array([self.ids(text)], np.int64)})[0]
                self.kept[text] = torch.tensor(self.layers.run(["vector"], {"hidden": hidden})[0][0])
        return torch.stack([self.kept[text] for text in texts])
