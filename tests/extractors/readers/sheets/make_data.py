"""Writes ../data/everything.xls and .ods: LibreOffice Calc converts what `sheets_drawn.everything` draws. python make_data.py"""

import subprocess
import tempfile
from pathlib import Path

from sheets_drawn import everything, saved

HERE = Path(__file__).parent


def main() -> None:
    """Write both."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "everything.xlsx"
        source.write_bytes(saved(everything()))
        for kind in ("xls", "ods"):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(HERE.parent / "data"), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
