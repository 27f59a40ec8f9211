"""`python benchmarks` from the project's folder: the same as `python -m benchmarks.run`."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # Python put this folder itself there, where no package is seen
    runpy.run_module("benchmarks.run", run_name="__main__")
