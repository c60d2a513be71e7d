"""ONNX graphs built node by node, and weights saved beside them as the program reads them."""

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


class Graph:
    """A graph being built."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, value, dtype=np.float32):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype=dtype), name))
        return name

    def add(self, op, *inputs, outputs=1, **attributes):
        names = [f"v{self.count + i}" for i in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(op, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x, layer):
        y = self.add("MatMul", x, self.weight(layer.weight.detach().numpy().T))
        return self.add("Add", y, self.weight(layer.bias.detach().numpy()))

    def norm(self, x, layer):
        weights = self.weight(layer.weight.detach().numpy()), self.weight(layer.bias.detach().numpy())
        return self.add("LayerNormalization", x, *weights, axis=-1, epsilon=layer.eps)

    def gelu(self, x):
        half = self.add("Mul", x, self.weight(0.5))
        erf = self.add("Erf", self.add("Div", x, self.weight(2.0**0.5)))
        return self.add("Mul", half, self.add("Add", erf, self.weight(1.0)))

    def attention(self, q, k, v, heads, width):
        """Everything attends to everything: one text at a time, so nothing is masked."""
        split = self.weight([0, 0, heads, width // heads], np.int64)
        cut = lambda x, perm: self.add("Transpose", self.add("Reshape", x, split), perm=perm)
        score = self.add("MatMul", cut(q, [0, 2, 1, 3]), cut(k, [0, 2, 3, 1]))
        score = self.add("Softmax", self.add("Mul", score, self.weight((width // heads) ** -0.5)), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", score, cut(v, [0, 2, 1, 3])), perm=[0, 2, 1, 3])
        return self.add("Reshape", mixed, self.weight([0, 0, width], np.int64))

    def save(self, path, inputs, outputs):
        nodes = self.nodes + [helper.make_node("Identity", [name], [out]) for out, name in outputs.items()]
        value = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
        graph = helper.make_graph(
            nodes, "glidepath", [value(n, k, s) for n, (k, s) in inputs.items()],
            [value(n, TensorProto.FLOAT, None) for n in outputs], self.weights,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 8
        onnx.save(model, path)


def beside(source, path):
    """Saves with the weights in a file of their own, which the program maps as it is."""
    path = pathlib.Path(path)
    weights = path.with_name(path.name + ".data")
    weights.unlink(missing_ok=True)
    onnx.save(onnx.load(source), path, save_as_external_data=True, all_tensors_to_one_file=True, location=weights.name, size_threshold=512)
    weights.chmod(0o644)
