"""`python -m jixiao` is `jixiao`."""

import sys

from jixiao import _home

_home.leave_working_folder()

from pipeline.cli import main  # noqa: E402  (the path is put right first)

if __name__ == "__main__":
    sys.exit(main())
