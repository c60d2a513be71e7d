"""Writes the finder as the program reads it: its own upper layers as int8 over what the encoder's lower layers leave, and its heads beside them."""

import pathlib
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import FROZEN, WIDTH

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from graph import Graph, beside  # noqa: E402


def open_trunk(path):
    """Gives the encoder's graph a second output, what its lower layers leave; nothing else of it changes."""
    graph = onnx.load(path, load_external_data=False)
    if all(out.name != "hidden" for out in graph.graph.output):
        norms = [n for n in graph.graph.node if n.op_type == "LayerNormalization"]
        # The first is that of the embeddings; each layer has two.
        graph.graph.node.append(helper.make_node("Identity", [norms[2 * FROZEN].output[0]], ["hidden"]))
        graph.graph.output.append(helper.make_tensor_value_info("hidden", TensorProto.FLOAT, None))
        pathlib.Path(path).write_bytes(graph.SerializeToString())


def layers(finder, config, path):
    """The finder's layers: hidden states in, the mean of the last layer out."""
    g, x = Graph(), "hidden"
    for layer in finder.layers:
        own = layer.attention.self
        mixed = g.attention(g.linear(x, own.query), g.linear(x, own.key), g.linear(x, own.value), config.num_attention_heads, WIDTH)
        x = g.norm(g.add("Add", g.linear(mixed, layer.attention.output.dense), x), layer.attention.output.LayerNorm)
        wide = g.gelu(g.linear(x, layer.intermediate.dense))
        x = g.norm(g.add("Add", g.linear(wide, layer.output.dense), x), layer.output.LayerNorm)
    vector = g.add("ReduceMean", x, axes=[1], keepdims=0)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = f"{folder}/plain.onnx", f"{folder}/small.onnx"
        g.save(plain, {"hidden": (TensorProto.FLOAT, [1, "length", WIDTH])}, {"vector": vector})
        quantize_dynamic(plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        beside(small, path)


def heads(finder, path):
    """What is read off a vector: what a question asks for, and what a sentence shows."""
    g = Graph()
    length = g.add("ReduceL2", "vector", axes=[-1], keepdims=1)
    u = g.add("Mul", g.add("Div", "vector", g.add("Max", length, g.weight(1e-12))), g.weight(10.0))
    asked, shown, whole = [finder.principles, finder.bucket, finder.form, finder.themes], [finder.shown, finder.proved], [finder.shown_whole, finder.proved_whole]

    def together(parts):
        y = g.add("MatMul", u, g.weight(torch.cat([p.weight for p in parts]).detach().numpy().T))
        return g.add("Add", y, g.weight(torch.cat([p.bias for p in parts]).detach().numpy()))

    with tempfile.TemporaryDirectory() as folder:
        g.save(f"{folder}/heads.onnx", {"vector": (TensorProto.FLOAT, [1, WIDTH])}, {"asked": together(asked), "shown": together(shown), "whole": together(whole)})
        beside(f"{folder}/heads.onnx", path)


class Exported:
    """The exported layers at work, one text at a time as the program runs them."""

    def __init__(self, folder, finder_path, tokenizer, longest):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        open_ = lambda path: onnxruntime.InferenceSession(str(path), options)
        self.trunk, self.layers = open_(folder / "encoder.onnx"), open_(finder_path)
        self.pieces = {p: n for n, p in enumerate((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())}
        self.tokenizer, self.longest, self.kept = tokenizer, longest, {}

    def ids(self, text):
        names = self.tokenizer.convert_ids_to_tokens(self.tokenizer(text, truncation=True, max_length=self.longest)["input_ids"])
        return [self.pieces.get(name, self.pieces["[UNK]"]) for name in names]

    def vectors(self, texts):
        for text in texts:
            if text not in self.kept:
                hidden = self.trunk.run(["hidden"], {"ids": np.array([self.ids(text)], np.int64)})[0]
                self.kept[text] = torch.tensor(self.layers.run(["vector"], {"hidden": hidden})[0][0])
        return torch.stack([self.kept[text] for text in texts])
