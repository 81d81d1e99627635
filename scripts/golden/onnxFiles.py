"""Writes test/golden/onnx/: the messages of the official onnx package, and files of other programs with what
onnxruntime makes of them.

Run with onnx, onnxruntime, PyTorch and scikit-learn installed:  python scripts/golden/onnxFiles.py
With a folder of ONNX files it checks them instead:  python scripts/golden/onnxFiles.py check FOLDER

The files named after PyTorch come from torch.onnx.export(dynamo=False). Those of the newer exporter (dynamo) and of
skl2onnx are graphs built here with onnx.helper as these exporters build them, since neither is at hand everywhere.
"""

import base64
import io
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

folder = Path(__file__).parents[2] / "test" / "golden" / "onnx"
onnxruntime.set_default_logger_severity(3)


def check(paths):
    for path in sorted(paths):
        onnx.checker.check_model(onnx.load(path), full_check=True)
        onnxruntime.InferenceSession(path)
        print(path, "passes")


if sys.argv[1:2] == ["check"]:
    check(Path(sys.argv[2]).glob("*.onnx"))
    sys.exit()

import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from torch import nn

# The messages that src/formats/onnx/schema/messages.ts has, whole.
used = ["ModelProto", "OperatorSetIdProto", "StringStringEntryProto", "GraphProto", "NodeProto", "AttributeProto",
        "TensorProto", "ValueInfoProto", "TypeProto", "TypeProto.Tensor", "TensorShapeProto",
        "TensorShapeProto.Dimension"]
field_type = type(onnx.ModelProto.DESCRIPTOR.fields[0])
scalars = {getattr(field_type, f"TYPE_{name.upper()}"): name
           for name in ["int32", "int64", "uint64", "float", "double", "string", "bytes"]}


def inner(full_name):
    return full_name.removeprefix("onnx.")


def describe(field):
    kind = inner(field.message_type.full_name) if field.message_type else (
        inner(field.enum_type.full_name) if field.enum_type else scalars[field.type])
    packed = field.GetOptions().packed
    count = "choice" if field.containing_oneof else ("packed" if packed else "many") if repeated(field) else "one"
    return [field.number, kind, count]


def repeated(field):
    return field.is_repeated if hasattr(field, "is_repeated") else field.label == field.LABEL_REPEATED


def message(name):
    found = onnx.ModelProto.DESCRIPTOR.file.message_types_by_name[name.split(".")[0]]
    return found.nested_types_by_name[name.split(".")[1]] if "." in name else found


schema = {
    "messages": {name: {f.name: describe(f) for f in message(name).fields} for name in used},
    "enums": {f"{owner}.{enum}": {v.name: v.number for v in message(owner).enum_types_by_name[enum].values}
              for owner, enum in [("AttributeProto", "AttributeType"), ("TensorProto", "DataLocation"), ("TensorProto", "DataType")]},
}

r = np.random.RandomState(0)
files = []


def put(about, model, x, layers):
    content = model if isinstance(model, bytes) else model.SerializeToString()
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)
    session = onnxruntime.InferenceSession(content)
    floats = [o.name for o in session.get_outputs() if "int" not in o.type]
    y = session.run(floats, {session.get_inputs()[0].name: x})[0]
    files.append({"about": about, "layers": layers, "inputs": x.reshape(len(x), -1).tolist(),
                  "outputs": y.tolist(), "base64": base64.b64encode(content).decode()})


def torch_file(about, layers, *modules, opset=20, shape=(3,), dtype=torch.float32):
    torch.manual_seed(0)
    net = nn.Sequential(*modules).to(dtype)
    for module in net:
        if isinstance(module, nn.BatchNorm1d):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
        if isinstance(module, (nn.BatchNorm1d, nn.LayerNorm)):
            nn.init.normal_(module.weight)
            nn.init.normal_(module.bias)
    content = io.BytesIO()
    x = torch.from_numpy(r.randn(5, *shape)).to(dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(net.eval(), x, content, dynamo=False, opset_version=opset, input_names=["x"],
                          dynamic_axes={"x": {0: "N"}})
    put(f"PyTorch, {about}", content.getvalue(), x.numpy(), layers)


def every_kind():
    return [nn.Flatten(), nn.Linear(6, 4), nn.BatchNorm1d(4), nn.GELU(), nn.LayerNorm(4), nn.SiLU(), nn.Dropout(0.3),
            nn.Linear(4, 3, bias=False), nn.Softmax(dim=1)]


text = "4,batchNorm,gelu,layerNorm,silu,3:softmax"
torch_file("opset 20", text, *every_kind(), shape=(1, 2, 3))
torch_file("opset 13, which spells out GELU and LayerNorm", text, *every_kind(), shape=(1, 2, 3), opset=13)
torch_file("activations", "4:relu,4:leakyRelu,4:elu,4:selu,4:softplus,4:tanh,2:sigmoid", nn.Linear(3, 4), nn.ReLU(),
           nn.Linear(4, 4), nn.LeakyReLU(), nn.Linear(4, 4), nn.ELU(), nn.Linear(4, 4), nn.SELU(), nn.Linear(4, 4),
           nn.Softplus(), nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 2), nn.Sigmoid(), opset=17)
torch_file("float64", "4:tanh,1", nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1), dtype=torch.float64)

F, D, I, H = TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.FLOAT16
node = helper.make_node
opset_ml = helper.make_opsetid("ai.onnx.ml", 3)


def raw(name, values, dtype="f4"):
    return numpy_helper.from_array(np.asarray(values, dtype=dtype), name)


def model(nodes, weights, outputs, features=3, opset=18, kind=F, ml=False):
    info = helper.make_tensor_value_info
    graph = helper.make_graph(nodes, "g", [info("x", kind, ["N", features])],
                              [info(name, t, ["N", n] if n else ["N"]) for name, t, n in outputs], weights)
    opsets = [helper.make_opsetid("", opset)] + ([opset_ml] if ml else [])
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


x = r.randn(5, 3).astype("f4")
w1, b1, w2, b2 = (r.randn(*s).astype("f4") for s in [(3, 4), (4,), (4, 2), (2,)])

put("graph as of PyTorch's newer exporter", model(
    [node("Gemm", ["x", "0.weight", "0.bias"], ["linear"], name="node_linear", transB=1, alpha=1.0, beta=1.0),
     node("Constant", [], ["sqrt2"], value=raw("", 1.4142135381698608)),
     node("Div", ["linear", "sqrt2"], ["div"]), node("Erf", ["div"], ["erf"]),
     node("Constant", [], ["one"], value_float=1.0), node("Add", ["erf", "one"], ["add"]),
     node("Constant", [], ["half"], value_float=0.5), node("Mul", ["half", "add"], ["mul"]),
     node("Mul", ["linear", "mul"], ["gelu"]),
     node("Gemm", ["gelu", "2.weight", "2.bias"], ["y"], name="node_linear_1", transB=1)],
    [raw("0.weight", w1.T), raw("0.bias", b1), raw("2.weight", w2.T), raw("2.bias", b2)], [("y", F, 2)]), x, "4:gelu,2")


def scaler(fitted):
    return node("Scaler", ["x"], ["variable"], domain="ai.onnx.ml", offset=fitted.mean_, scale=1 / fitted.scale_)


def dense(i, before, coefs, intercepts):
    return [node("MatMul", [before, f"coefficient{i}"], [f"mul{i}"]),
            node("Add", [f"mul{i}", f"intercepts{i}"], [f"add{i}"])], \
           [raw(f"coefficient{i}", coefs), raw(f"intercepts{i}", [intercepts])]


table = r.randn(60, 3).astype("f4") * [10, 1, 0.1] + [100, 0, 3]
fitted = StandardScaler().fit(table)
scaled = fitted.transform(table)
for classes, last in [(2, "Sigmoid"), (3, "Softmax")]:
    y = np.arange(60) % classes
    net = MLPClassifier(hidden_layer_sizes=(4,), random_state=0, max_iter=30).fit(scaled, y)
    (n1, t1), (n2, t2) = (dense(0, "variable", net.coefs_[0], net.intercepts_[0]),
                          dense(1, "next", net.coefs_[1], net.intercepts_[1]))
    both = [node("Sub", ["one", "out"], ["first"]), node("Concat", ["first", "out"], ["probabilities"], axis=1)]
    nodes = [scaler(fitted), *n1, node("Relu", ["add0"], ["next"]), *n2,
             node(last, ["add1"], ["out" if classes == 2 else "probabilities"])] + (both if classes == 2 else [])
    nodes += [node("ArgMax", ["probabilities"], ["label"], axis=1, keepdims=0)]
    put(f"graph as of skl2onnx, a classifier of {classes} classes behind a scaler",
        model(nodes, [*t1, *t2, raw("one", [1.0])], [("label", I, 0), ("probabilities", F, classes)], ml=True),
        table[:5].astype("f4"), f"4:relu,{1 if classes == 2 else 3}:{last.lower()}")
    if classes == 2:
        files[-1]["outputs"] = [[p[1]] for p in files[-1]["outputs"]]

net = MLPRegressor(hidden_layer_sizes=(4,), activation="tanh", random_state=0, max_iter=30).fit(scaled, scaled[:, 0])
(n1, t1), (n2, t2) = dense(0, "cast", net.coefs_[0], net.intercepts_[0]), dense(1, "next", net.coefs_[1], net.intercepts_[1])
put("graph as of skl2onnx, a regressor",
    model([node("Cast", ["x"], ["cast"], to=F), *n1, node("Tanh", ["add0"], ["next"]), *n2,
           node("Reshape", ["add1", "shape"], ["variable"])], [*t1, *t2, raw("shape", [-1, 1], "i8")], [("variable", F, 1)]),
    x, "4:tanh,1")

mean, std = np.array([1, -2, 0.5], "f4"), np.array([2, 3, 0.25], "f4")
put("a standardization of nodes, weights as lists of floats",
    model([node("Sub", ["x", "mean"], ["c"]), node("Div", ["c", "std"], ["s"]),
           node("MatMul", ["s", "w1"], ["z1"]), node("Add", ["b1", "z1"], ["zb1"]), node("Elu", ["zb1"], ["a1"]),
           node("Gemm", ["a1", "w2", "b2"], ["y"], alpha=0.5, beta=2.0)],
          [helper.make_tensor("mean", F, [3], mean), helper.make_tensor("std", F, [1, 3], std),
           helper.make_tensor("w1", F, [3, 4], w1.flatten()), helper.make_tensor("b1", F, [4], b1),
           helper.make_tensor("w2", F, [4, 2], w2.flatten()), helper.make_tensor("b2", F, [2], b2)],
          [("y", F, 2)]), x, "4:elu,2")
put("nodes that change nothing, and constants of constants",
    model([node("Flatten", ["x"], ["flat"]), node("Identity", ["flat"], ["same"]), node("Concat", ["same"], ["one"], axis=1),
           node("Transpose", ["w1t"], ["w1"], perm=[1, 0]), node("Gemm", ["one", "w1", "b1"], ["z1"]),
           node("Dropout", ["z1"], ["kept"]), node("Reshape", ["kept", "shape"], ["rows"]), node("Relu", ["rows"], ["a1"]),
           node("Cast", ["w2half"], ["w2"], to=F), node("MatMul", ["a1", "w2"], ["z2"]),
           node("Cast", ["z2"], ["wide"], to=D), node("Cast", ["wide"], ["y"], to=F)],
          [raw("w1t", w1.T), raw("b1", b1), raw("shape", [0, 4], "i8"), raw("w2half", w2, "f2")], [("y", F, 2)]), x,
    "4:relu,2")
put("factors and shifts between layers",
    model([node("Mul", ["x", "half"], ["h"]), node("Gemm", ["h", "w1"], ["z1"]), node("Tanh", ["z1"], ["a1"]),
           node("Mul", ["a1", "b1"], ["m"]), node("Sub", ["m", "half"], ["s"]), node("MatMul", ["s", "w2"], ["z2"]),
           node("Mul", ["z2", "half"], ["y"])],
          [raw("half", 0.5), raw("w1", w1), raw("b1", b1), raw("w2", w2)], [("y", F, 2)]), x,
    "4:tanh,batchNorm(epsilon=0.0000152587890625),2,batchNorm(epsilon=0.0000152587890625)")
put("float64 weights as lists", model(
    [node("Gemm", ["x", "w1"], ["z1"]), node("Sigmoid", ["z1"], ["y"])],
    [helper.make_tensor("w1", D, [3, 4], w1.flatten().astype("f8") / 3)], [("y", D, 4)], kind=D), x.astype("f8"), "4:sigmoid")
put("operator set 9, with initializers among the inputs", model(
    [node("BatchNormalization", ["x", "g", "b", "m", "v"], ["n"], epsilon=0.001), node("Gemm", ["n", "w1", "b1"], ["z"]),
     node("Softmax", ["z"], ["y"])],
    [raw("g", std), raw("b", mean), raw("m", mean), raw("v", std), raw("w1", w1), raw("b1", b1)], [("y", F, 4)], opset=9),
    x, "batchNorm(epsilon=0.001),4:softmax")

folder.mkdir(parents=True, exist_ok=True)
(folder / "schema.json").write_text(json.dumps(schema, indent=1) + "\n")
(folder / "files.json").write_text("[\n" + ",\n".join(json.dumps(f) for f in files) + "\n]\n")
