"""Writes test/golden/pytorch/: files by PyTorch and safetensors, and what those networks give.

Run with PyTorch, NumPy and safetensors installed:  python scripts/golden/pytorch.py
"""

import collections
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import safetensors.torch
import torch
from torch import nn

folder = Path(__file__).resolve().parents[2] / "test" / "golden" / "pytorch"
folder.mkdir(parents=True, exist_ok=True)
cases = []


class Digits(nn.Module):
    """A class as people write it: its layers stand in another order than they are used."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3, 5)
        self.fc2 = nn.Linear(5, 4)
        self.bn1 = nn.BatchNorm1d(5)
        self.drop = nn.Dropout(0.5)
        self.norm = nn.LayerNorm(4)
        self.out = nn.Linear(4, 3, bias=False)

    def forward(self, x):
        x = torch.relu(self.bn1(self.fc1(x)))
        x = self.drop(torch.tanh(self.norm(self.fc2(x))))
        return torch.softmax(self.out(x), dim=1)


def moved(module):
    """Parameters and running statistics of no special values."""
    for name, tensor in module.state_dict().items():
        if tensor.is_floating_point():
            tensor.copy_(torch.randn_like(tensor) * 0.5)
            if name.endswith("running_var"):
                tensor.copy_(tensor.abs() + 0.5)
    return module.eval()


def record(name, about, layers, module, content, dtype=torch.float32):
    """`content` is what the file holds; the network computes in float32 unless it is of float64."""
    (folder / name).write_bytes(content)
    x = torch.randn(4, next(module.parameters()).shape[-1], dtype=torch.float64).round(decimals=2)
    with torch.no_grad():
        y = module(x.to(dtype))
    cases.append({"file": name, "about": about, "layers": layers, "inputs": x.tolist(), "outputs": y.tolist()})


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def big_endian(content):
    """The archive as a machine of the other byte order writes it (32-bit elements only)."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if "/data/" in name:
                data = np.frombuffer(data, "<u4").astype(">u4").tobytes()
            # A ZipInfo of its own has no time of day, which would change the file each time.
            archive.writestr(zipfile.ZipInfo(name), b"big" if name.endswith("byteorder") else data)
    return target.getvalue()


torch.manual_seed(0)

plain = moved(nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Softmax(dim=1)))
layers = "4:relu,2:softmax"
record("sequential.pt", "a Sequential", layers, plain, saved(plain.state_dict()))
for protocol in (4, 5):
    record(f"protocol{protocol}.pt", f"pickle protocol {protocol}", layers, plain,
           saved(plain.state_dict(), pickle_protocol=protocol))
record("parameters.pt", "parameters instead of tensors", layers, plain, saved(dict(plain.named_parameters())))
record("bigEndian.pt", "the other byte order", layers, plain, big_endian(saved(plain.state_dict())))
record("sequential.safetensors", "safetensors, sorted by name", layers, plain,
       safetensors.torch.save(plain.state_dict()))
record("ddp.pt", "DistributedDataParallel and compile", layers, plain,
       saved({f"module._orig_mod.{k}": v for k, v in plain.state_dict().items()}))

optimizer = torch.optim.Adam(plain.parameters())
plain(torch.randn(5, 3)).sum().backward()
optimizer.step()
record("checkpoint.pt", "a checkpoint with its optimizer", layers, plain,
       saved({"epoch": 3, "model_state_dict": plain.state_dict(),
              "optimizer_state_dict": optimizer.state_dict(), "loss": 0.25}))

digits = moved(Digits())
record("class.pt", "a class with normalizations", "5,batchNorm,relu,4,layerNorm,tanh,dropout(0.5),3:softmax",
       digits, saved(digits.state_dict()))

double = moved(nn.Sequential(nn.Linear(2, 3), nn.Sigmoid(), nn.Linear(3, 1)).double())
record("float64.pt", "float64", "3:sigmoid,1", double, saved(double.state_dict()), torch.float64)

for name, dtype in (("half", torch.float16), ("bfloat16", torch.bfloat16)):
    narrow = moved(nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2))).to(dtype)
    content = saved(narrow.state_dict())
    record(f"{name}.pt", name, "3:tanh,2", narrow.float(), content)

square = moved(nn.Sequential(nn.Linear(3, 3), nn.Tanh(), nn.Linear(3, 3)))
square[2].weight = square[0].weight
record("tied.pt", "two layers that share one weight", "3:tanh,3", square, saved(square.state_dict()))

memory = torch.randn(40)
views = collections.OrderedDict(
    {
        "0.weight": memory.as_strided((4, 3), (1, 5), 2),
        "0.bias": memory[1:17:4],
        "2.weight": memory.as_strided((2, 4), (8, 2), 20),
        "2.bias": memory[38:],
    }
)
strided = nn.Sequential(nn.Linear(3, 4), nn.ELU(), nn.Linear(4, 2))
strided.load_state_dict(views)
record("strided.pt", "views of one storage, transposed and with steps", "4:elu,2", strided.eval(), saved(views))

# Addresses in memory stand in the rest of it.
(folder / "old.pt").write_bytes(saved(plain.state_dict(), _use_new_zipfile_serialization=False)[:128])
(folder / "wholeModel.pt").write_bytes(saved(nn.Sequential(nn.Linear(1, 1))))

golden = {"about": f"PyTorch {torch.__version__}; written by scripts/golden/pytorch.py", "cases": cases}
(folder / "cases.json").write_text(json.dumps(golden, indent=1) + "\n")
