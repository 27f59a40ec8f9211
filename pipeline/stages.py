"""A read document through the extractors: grids found in flat text, then the engine with the labels and forms asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.engine import extract
from extractors.forms import Form, load
from extractors.mend import mend
from extractors.mend_labels import mend_labels
from extractors.mend_levels import mend_levels
from extractors.raw import Extraction
from extractors.tables.continued import with_continued_tables
from extractors.tables.from_text import VocabularyRoles, regrid
from extractors.tables.typed import with_typed_tables
from extractors.tables.undrawn import with_undrawn_tables
from extractors.unjoin import unjoin
from extractors.unjoin_heads import unjoin_heads
from extractors.vocabulary import DEFAULT, Vocabulary, VocabularyError, read_terms
from normalizers.levels import NAMES

if TYPE_CHECKING:
    from pipeline.submission import Options


def extract_document(document: Document, options: Options) -> tuple[Document, Extraction]:
    """The document with its grids, and what the engine makes of it."""
    vocabulary = _vocabulary(options.vocabulary)
    document = with_undrawn_tables(document, _roles(options.vocabulary))
    if document.flat:
        document = regrid(document, _roles(options.vocabulary))
    document = with_continued_tables(with_typed_tables(document, _roles(options.vocabulary)))
    document = mend(mend_labels(mend_levels(document), vocabulary, NAMES), vocabulary)
    document = unjoin(unjoin_heads(document, vocabulary), vocabulary)
    return document, extract(document, vocabulary, _forms(options.forms))


@lru_cache(maxsize=4)
def _forms(folder: Path | None) -> tuple[Form, ...] | None:
    """Our form descriptions and the user's, where a folder of them is named."""
    return None if folder is None else load(folder)


def prepare(options: Options) -> None:
    """Load what the options name, once, before any file is read.

    Raises:
        UserFileError: a file of the user's is not as it must be; the sentence names it, the line and what would do.
    """
    _roles(options.vocabulary)
    _forms(options.forms)


@lru_cache(maxsize=4)
def _roles(path: Path | None) -> VocabularyRoles:
    return VocabularyRoles(_vocabulary(path))


@lru_cache(maxsize=4)
def _vocabulary(path: Path | None) -> Vocabulary:
    """Our own labels, with the user's where a file of them is named."""
    if path is None:
        return DEFAULT
    try:
        return DEFAULT.extended(read_terms(path.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name} is not UTF-8") from error
    except VocabularyError as error:
        raise VocabularyError(f"{path.name}: {error}") from error
