"""Writes test/golden/lessonPages.json: what the NumPy of the lessons' pages prints, each page run from top to bottom.

Run with NumPy 1.24 or newer, after `node scripts/lessons.ts`.
"""
import contextlib
import io
import json
import re
from pathlib import Path

import numpy as np

root = Path(__file__).resolve().parents[2]


def printed(code, names):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, names)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


pages = {}
for number in range(1, 6):
    page = (root / f"lessons/{number}/README.md").read_text()
    names = {}
    blocks = re.findall(r"^```python\n(.*?)\n```$", page, flags=re.M | re.S)
    pages[number] = [{"code": code, "prints": printed(code, names)} for code in blocks]

about = f"NumPy {np.__version__}; written by scripts/golden/lessonPages.py"
path = root / "test/golden/lessonPages.json"
path.write_text(json.dumps({"about": about, "pages": pages}, indent=1, ensure_ascii=False) + "\n")
