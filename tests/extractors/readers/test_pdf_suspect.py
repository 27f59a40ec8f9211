"""Which pages of a PDF are worth a second look: each sign that a text layer may lie, on a page written for it, and a page without any."""

from __future__ import annotations

import pytest

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.pdf_suspect import suspect_pages

WORDS = b"BT /F 12 Tf 72 700 Td (Budget performance) Tj ET "
PLAIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
    b"/Encoding<</Type/Encoding/Differences[97/g1]>>/CharProcs<</g1 7 0 R>>%s>>"
)
COMPOSITE = b"<</Type/Font/Subtype/Type0/BaseFont/N/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>"
DESCENDANT = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/N/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>>>"
IMAGE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    b"1 beginbfchar <42> <%s> endbfchar endcmap end"
)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def one(content: bytes, font: bytes = PLAIN, six: bytes = b"null", seven: bytes = b"null") -> bytes:
    """A page with a font F and a picture I; two more objects to refer to."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 9 0 R>>/XObject<</I 8 0 R>>>>>>",
        stream(content),
        font,
        six,
        seven,
        stream(b"\x80", IMAGE),
        PLAIN,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def mapped(code: bytes) -> bytes:
    return one(WORDS, PLAIN[:-2] + b"/ToUnicode 6 0 R>>", stream(MAP % code))


GLYPH = stream(b"9 0 d0 0 0 9 9 re f")
SUSPECT = {
    "a character of the private area": mapped(b"E042"),
    "a replacement character": mapped(b"FFFD"),
    "a character of another script": mapped(b"0E01"),
    "text printed invisibly": one(WORDS + b"BT /F 12 Tf 3 Tr 72 600 Td (Other words) Tj ET"),
    "a picture under text": one(WORDS + b"q 200 0 0 30 60 690 cm /I Do Q"),
    "a Type 3 font without a map": one(WORDS + b"BT /F 12 Tf 72 600 Td (aa) Tj ET", TYPE3 % b"", seven=GLYPH),
    "a composite font without a map": one(
        b"BT /G 12 Tf 72 700 Td (Words) Tj ET BT /F 12 Tf 72 600 Td <00410042> Tj ET", COMPOSITE % b"", DESCENDANT % b"Identity"
    ),
}
GOOD = {
    "plain text": one(WORDS),
    "a map that says what is printed": mapped(b"0042"),
    "a picture beside text": one(WORDS + b"q 200 0 0 30 60 90 cm /I Do Q"),
    "a Type 3 font with a map": one(
        b"BT /F 12 Tf 72 600 Td (aa) Tj ET", TYPE3 % b"/ToUnicode 6 0 R", stream(MAP.replace(b"<42>", b"<61>") % b"0042"), GLYPH
    ),
    "nothing but a picture": one(b"q 595 0 0 842 0 0 cm /I Do Q"),
}


@pytest.mark.parametrize("data", SUSPECT.values(), ids=SUSPECT)
def test_a_page_whose_text_may_lie_is_suspect(data: bytes) -> None:
    assert suspect_pages(data, Limits()) == {1}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_a_page_without_such_a_sign_is_not(data: bytes) -> None:
    assert suspect_pages(data, Limits()) == frozenset()


def test_a_composite_font_of_a_public_collection_needs_no_map() -> None:
    words = b"BT /G 12 Tf 72 700 Td (Words) Tj ET BT /F 12 Tf 72 600 Td <00410042> Tj ET"
    assert suspect_pages(one(words, COMPOSITE % b"", DESCENDANT % b"GB1"), Limits()) == frozenset()


def test_a_file_that_cannot_be_opened_is_said_so() -> None:
    with pytest.raises(ReadError):
        suspect_pages(b"%PDF-1.7 nothing more", Limits())
