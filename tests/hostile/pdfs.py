"""PDF files written object by object, so that every number in them can lie."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Final

_PAD: Final = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")  # ISO 32000-1, 7.6.3.3
_CATALOG: Final = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT: Final = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS: Final = b"BT /F 12 Tf 72 700 Td (Budget performance goals 2022) Tj ET"

Objects = dict[int, bytes]


def stream(data: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(data) if length is None else length, more) + data + b"\nendstream"


def file(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """The objects with a table of where each stands."""
    out = bytearray(b"%PDF-1.7\n%\xe4\xb8\xad\xe6\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, count = len(out), max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, count))
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)


def page(content: bytes = WORDS, box: bytes = b"0 0 595 842", resources: bytes = b"", more: bytes = b"") -> Objects:
    """The objects of a document of one page; 10 and above are free."""
    return {
        1: _CATALOG,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (box, resources, more),
        4: stream(content),
        5: _FONT,
    }


def one(content: bytes = WORDS, box: bytes = b"0 0 595 842", changed: Mapping[int, bytes] | None = None, **more: bytes) -> bytes:
    return file({**page(content, box, **more), **(changed or {})})


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for n in range(256):
        at = (at + box[n] + key[n % len(key)]) % 256
        box[n], box[at] = box[at], box[n]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def encrypted(password: bytes) -> bytes:
    """A page under the standard handler, revision 2 (ISO 32000-1, 7.6.3): opened by the password, which may be empty."""
    padded, name = (password + _PAD)[:32], b"0123456789abcdef"
    owner = _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + name).digest()[:5]
    user = _rc4(key, _PAD)
    sealed = _rc4(hashlib.md5(key + b"\4\0\0\0\0").digest()[:10], WORDS)
    door = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>" % (owner.hex().encode(), user.hex().encode())
    trailer = b"/Encrypt 10 0 R/ID[<%s><%s>]" % (name.hex().encode(), name.hex().encode())
    return file({**page(), 4: stream(sealed), 10: door}, trailer)


def looped_forms() -> bytes:
    """Two drawings that draw each other, and one that draws itself."""

    def form(*draws: int) -> bytes:
        names = b"".join(b"/X%d %d 0 R" % (n, n) for n in draws)
        return stream(
            b"".join(b"/X%d Do " % n for n in draws), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % names
        )

    return one(
        WORDS + b" /X10 Do /X12 Do", changed={10: form(11), 11: form(10), 12: form(12)}, resources=b"/XObject<</X10 10 0 R/X12 12 0 R>>"
    )


def doubling_forms(levels: int, times: int = 10) -> bytes:
    """Drawings of which each draws the next so many times."""
    changed = {
        10 + n: stream(b"/X Do " * times, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (11 + n))
        for n in range(levels)
    }
    changed[10 + levels] = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one(WORDS + b" /X Do", changed=changed, resources=b"/XObject<</X 10 0 R>>")


def circle(resources: bytes, more: Mapping[int, bytes], packed: bool = False) -> bytes:
    """A drawing that draws itself twice, deflated where told; its table of XObjects is reached as `resources` says."""
    content = b"/X Do /X Do"
    deflated, filters = (zlib.compress(content), b"/Filter/FlateDecode") if packed else (content, b"")
    drawing = stream(deflated, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources" + resources + filters)
    return one(WORDS + b" /X Do", changed={10: drawing, **more}, resources=b"/XObject<</X 10 0 R>>")


def packed_objects(objects: Mapping[int, bytes]) -> bytes:
    """Objects inside an object stream (ISO 32000-1, 7.5.7)."""
    pairs, body = b"", b""
    for number, text in objects.items():
        pairs += b"%d %d " % (number, len(body))
        body += text + b" "
    more = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(pairs))
    return stream(zlib.compress(pairs + body), more)


def tree(kids: Mapping[int, bytes], root: bytes) -> bytes:
    """A page tree as told, 3 a good page in it."""
    return file({**page(), 2: root, **kids})


def deep_tree(levels: int) -> bytes:
    nodes = {10 + n: b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (max(9 + n, 2), 11 + n) for n in range(levels)}
    nodes[10 + levels] = page()[3]
    return tree(nodes, b"<</Type/Pages/Kids[10 0 R]/Count 1>>")


def pages(count: int) -> bytes:
    """So many empty pages."""
    objects = {1: _CATALOG, 2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(b"%d 0 R" % n for n in range(3, count + 3)))}
    objects.update(dict.fromkeys(range(3, count + 3), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"))
    return file(objects)


def flate(mebibytes: int, piece: bytes = b" ", times: int = 1) -> bytes:
    """Content that inflates to so many MiB, deflated as often as told."""
    data = WORDS + piece * ((mebibytes << 20) // len(piece))
    for _ in range(times):
        data = zlib.compress(data, 9)
    return one(changed={4: stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))})


def segments(count: int) -> bytes:
    """So many strokes on one page, as rules across each other."""
    lines = b"".join(
        b"%d %d m %d %d l S\n" % ((50, 50 + n % 700, 500, 50 + n % 700) if n % 2 else (50 + n % 450, 50, 50 + n % 450, 750))
        for n in range(count)
    )
    return one(WORDS + b"\n" + lines)


def no_unicode() -> bytes:
    """Text in a font whose codes say nothing about the characters."""
    changed = {
        5: b"<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[10 0 R]>>",
        10: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nameless"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 11 0 R>>",
        11: b"<</Type/FontDescriptor/FontName/Nameless/Flags 4>>",
    }
    codes = b"".join(b"%04x" % n for n in range(300, 380))
    return one(b"BT /F 12 Tf 72 700 Td <%s> Tj ET" % codes, changed=changed)


def picture(width: int, height: int, data: bytes, filters: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """A page that holds nothing but a picture."""
    image = stream(
        data, b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8%s" % (width, height, filters)
    )
    return one(b"q 500 0 0 700 40 40 cm /I Do Q", box, changed={10: image}, resources=b"/XObject<</I 10 0 R>>")


def looped_outline() -> bytes:
    """Bookmarks that follow each other in a circle."""
    changed = {
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>",
        10: b"<</Type/Outlines/First 11 0 R/Last 12 0 R/Count 2>>",
        11: b"<</Title(a)/Parent 10 0 R/Next 12 0 R/First 12 0 R/Dest[3 0 R/Fit]>>",
        12: b"<</Title(b)/Parent 11 0 R/Next 11 0 R/First 11 0 R/Dest[3 0 R/Fit]>>",
    }
    return one(changed=changed)


def looped_font() -> bytes:
    """A Type 3 font whose letter is drawn with itself."""
    letter = stream(b"500 0 d0 BT /F 1 Tf (a) Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 97/Widths[500]"
        b"/Encoding<</Type/Encoding/Differences[97/a]>>/CharProcs<</a 10 0 R>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return one(b"BT /F 12 Tf 72 700 Td (aaaa) Tj ET", changed={5: font, 10: letter})
