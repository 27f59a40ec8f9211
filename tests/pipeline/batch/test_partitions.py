"""A batch divided into folders: beside the whole tables, and gone when it is not asked for any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.settings import Settings
from pipeline.conversion import ConvertError, convert_with
from pipeline.exporters._options import ExportOptions
from pipeline.schema import TABLES


def test_the_dataset_comes_and_goes(settings: Settings, folder: Callable[..., Path], tmp_path: Path) -> None:
    divided = replace(settings, export=ExportOptions(partition_by=("fiscal_year", "status")), workers=1)
    convert_with(folder(a="one", b="two"), tmp_path / "out", divided)
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.parquet")}
    assert files == {f"{name}/fiscal_year=__HIVE_DEFAULT_PARTITION__/status=ok/part-0.parquet" for name in TABLES}
    assert (tmp_path / "out" / "documents.csv").is_file()
    convert_with(folder(), tmp_path / "out", replace(settings, workers=1))
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]


def test_an_unknown_column_is_wrong_usage(settings: Settings, folder: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(ConvertError, match=r"'year'.*fiscal_year"):
        convert_with(folder(a="one"), tmp_path / "out", replace(settings, export=ExportOptions(partition_by=("year",))))
