"""Printed pages to scans as an office makes them: askew, noisy, stamped, copied, folded, with rules that break. Same input, same pixels.

    python -m benchmarks.damage FORMS... -o OUT [--set hard|office|sealed|stamped|worn|copied|both] [--seed 1]

FORMS are folders that hold `<id>/<id>.pdf`, or PDFs; OUT gets `<id>.scan.pdf` for each. `hard` takes the profiles in turn, page by
page, but for `office`, which is a clean scan. Seals carry characters cut from the page itself, so that no font is needed.
"""

from __future__ import annotations

import argparse
import io
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

Pixels = npt.NDArray[np.uint8]
Draw = Callable[[Pixels, np.random.Generator, float], Pixels]
MM: Final = 1 / 25.4
RED: Final = ((60, 50, 205), (75, 65, 190), (50, 40, 225))  # blue, green, red: inks of seals
GREY: Final = ((120, 120, 120), (95, 95, 95), (150, 150, 150))  # the same once photocopied
EARLY: Final = time.gmtime(0)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a page is damaged: what is drawn on it in order, then how it is scanned.

    `dpi`; `skew` in degrees either way; `noise` and `light` in grey levels; `blur` in pixels; `quality` of JPEG; `colour`: not grey.
    """

    name: str
    draws: tuple[Draw, ...] = ()
    dpi: int = 200
    skew: tuple[float, float] = (0.3, 0.8)
    noise: float = 6.0
    light: float = 10.0
    blur: float = 0.6
    quality: int = 75
    colour: bool = False


def seals(inks: Sequence[tuple[int, int, int]]) -> Draw:
    """One or two round seals with a star and text along the rim, over what is printed."""

    def draw(page: Pixels, random: np.random.Generator, dpi: float) -> Pixels:
        ys, xs = np.nonzero(page.min(axis=2) < 128)
        for _ in range(int(random.integers(1, 3))) if len(ys) else ():
            at = int(random.integers(len(ys)))
            page = _stamped(page, (int(xs[at]), int(ys[at])), inks[int(random.integers(len(inks)))], random, dpi)
        return page

    return draw


def _stamped(page: Pixels, centre: tuple[int, int], ink: tuple[int, int, int], random: np.random.Generator, dpi: float) -> Pixels:
    radius = round(float(random.uniform(19, 21)) * MM * dpi)
    turn = float(random.uniform(-25, 25))
    mask = np.zeros((2 * radius + 8, 2 * radius + 8), np.uint8)
    middle = radius + 4
    cv2.circle(mask, (middle, middle), radius - 2, 255, max(round(1.1 * MM * dpi), 2), cv2.LINE_AA)
    angles = np.deg2rad(turn - 90 + np.arange(10) * 36)
    reach = np.where(np.arange(10) % 2 == 0, 0.33, 0.13) * radius
    star = np.stack([middle + reach * np.cos(angles), middle + reach * np.sin(angles)], axis=1)
    cv2.fillPoly(mask, [star.astype(np.int32)], 255, cv2.LINE_AA)
    for at, glyph in enumerate(_glyphs(page, random, round(0.21 * radius), 11)):
        _set_on_rim(mask, glyph, turn - 125 + at * 25, 0.76 * radius)
    patchy = cv2.blur(random.uniform(0.0, 1.6, mask.shape).astype(np.float32), (9, 9)).clip(0.35, 1.0)
    return _inked(page, mask.astype(np.float32) / 255 * patchy * float(random.uniform(0.65, 1.0)), centre, ink)


def _glyphs(page: Pixels, random: np.random.Generator, size: int, count: int) -> Iterator[Pixels]:
    """Characters of the page, inked 255, set to a size."""
    ink = cast(Pixels, (page.min(axis=2) < 140).astype(np.uint8) * 255)
    stats = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)))[2][1:]
    square = [row for row in stats.tolist() if 14 < row[2] < 60 and 14 < row[3] < 60 and 0.8 < row[2] / row[3] < 1.25]
    for _ in range(count) if square else ():
        x, y, width, height, _ = square[int(random.integers(len(square)))]
        yield cast(Pixels, cv2.resize(ink[y : y + height, x : x + width], (size, round(size * 1.4)), interpolation=cv2.INTER_AREA))


def _set_on_rim(mask: Pixels, glyph: Pixels, angle: float, reach: float) -> None:
    height, width = glyph.shape
    middle = mask.shape[0] / 2
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -(angle + 90), 1.0)
    turn[:, 2] += (
        middle + reach * np.cos(np.deg2rad(angle)) - width / 2,
        middle + reach * np.sin(np.deg2rad(angle)) - height / 2,
    )
    np.maximum(mask, cv2.warpAffine(glyph, turn, (mask.shape[1], mask.shape[0])), out=mask)


def _inked(page: Pixels, cover: npt.NDArray[np.float32], centre: tuple[int, int], ink: tuple[int, int, int]) -> Pixels:
    """The page with ink over it: what was dark stays dark."""
    out = page.copy()
    height, width = cover.shape
    x, y = centre[0] - width // 2, centre[1] - height // 2
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + width, page.shape[1]), min(y + height, page.shape[0])
    part = page[y0:y1, x0:x1].astype(np.float32)
    share = cover[y0 - y : y1 - y, x0 - x : x1 - x, None]
    out[y0:y1, x0:x1] = (part * (1 - share + share * np.asarray(ink, np.float32) / 255)).clip(0, 255).astype(np.uint8)
    return out


def worn_rules(page: Pixels, random: np.random.Generator, dpi: float) -> Pixels:
    """Rules broken in places, some faint all along."""
    ink = cast(Pixels, (page.min(axis=2) < 160).astype(np.uint8) * 255)
    out = page.copy()
    length = round(0.5 * dpi)
    for shape in ((length, 1), (1, length)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        for x, y, width, height, _ in cv2.connectedComponentsWithStats(rules)[2][1:].tolist():
            along, across = (width, height) if shape[0] > 1 else (height, width)
            if across > 8:
                continue
            faint = float(random.uniform(0.35, 0.75)) if random.random() < 0.2 else 0.0
            part = out[max(y - 1, 0) : y + height + 1, max(x - 1, 0) : x + width + 1]
            part[:] = (part + (250.0 - part) * faint).astype(np.uint8)
            for _ in range(int(random.poisson(along / dpi))):
                start, gap = int(random.integers(along)), round(float(random.uniform(1, 5)) * dpi / 72)
                (part[:, start : start + gap] if shape[0] > 1 else part[start : start + gap])[:] = 250
    return out


def scribble(page: Pixels, random: np.random.Generator, dpi: float) -> Pixels:
    """Something like a signature below the print, or across the end of it."""
    rows = np.flatnonzero((page.min(axis=2) < 128).any(axis=1))
    if not len(rows):
        return page
    out = page.copy()
    y = min(int(rows[-1] + random.uniform(-0.05, 0.5) * dpi), page.shape[0] - 10)
    points = np.cumsum(random.normal((0.04, 0), (0.09, 0.11), (30, 2)), axis=0) * dpi + (page.shape[1] * random.uniform(0.35, 0.65), y)
    smooth = cv2.resize(points.astype(np.float32)[:, None, :], (1, 240), interpolation=cv2.INTER_CUBIC)
    cv2.polylines(out, [smooth.astype(np.int32)], False, (90, 40, 30), max(round(0.012 * dpi), 2), cv2.LINE_AA)
    return out


def folded(page: Pixels, random: np.random.Generator, dpi: float) -> Pixels:
    """A fold across the page: a dark line with a pale one beside it, and what is below moved a little."""
    out = page.copy()
    y = int(page.shape[0] * random.uniform(0.3, 0.7))
    out[y:, 2:] = page[y:, :-2]
    out[y : y + 2] = (out[y : y + 2] * 0.72).astype(np.uint8)
    out[y + 2 : y + 5] = (out[y + 2 : y + 5] * 0.6 + 100).clip(0, 255).astype(np.uint8)
    return out


def punched(page: Pixels, _: np.random.Generator, dpi: float) -> Pixels:
    """Two holes at the left."""
    out = page.copy()
    for side in (-40, 40):
        centre = round(12 * MM * dpi), round(page.shape[0] / 2 + side * MM * dpi)
        cv2.circle(out, centre, round(3 * MM * dpi), (70, 70, 70), -1, cv2.LINE_AA)
    return out


def shadowed(page: Pixels, random: np.random.Generator, dpi: float) -> Pixels:
    """The shadow of a page's edge at one side."""
    fall = 1 - 0.55 * np.exp(-np.arange(page.shape[1]) / (4 * MM * dpi))
    return cast(Pixels, (page * (fall if random.random() < 0.5 else fall[::-1])[None, :, None]).astype(np.uint8))


OFFICE: Final = Profile("office")
PROFILES: Final = (
    Profile("stamped", (seals(RED), scribble), skew=(0.5, 2.0), noise=8, light=25, quality=55, colour=True),
    Profile("worn", (worn_rules, scribble, folded, punched), skew=(0.5, 1.5), noise=10, light=30, blur=0.8, quality=45),
    Profile("copied", (seals(GREY), punched, shadowed), dpi=150, skew=(0.5, 1.5), noise=6, light=15, blur=0.6, quality=60),
    Profile("both", (worn_rules, seals(RED), folded, shadowed), skew=(0.5, 2.0), noise=12, light=30, blur=0.9, quality=35, colour=True),
)

# What issue 6 asks for beside clean scans: red seals and broken rules, at 200 dpi.
SEALED: Final = Profile("sealed", (worn_rules, seals(RED)), skew=(0.5, 2.0), noise=8, light=20, quality=60, colour=True)
SETS: Final = {"hard": PROFILES} | {profile.name: (profile,) for profile in (OFFICE, SEALED, *PROFILES)}


def damaged(page: Pixels, profile: Profile, random: np.random.Generator) -> Image.Image:
    """The scan of a page that was drawn in blue, green and red at the profile's dpi."""
    for draw in profile.draws:
        page = draw(page, random, profile.dpi)
    height, width = page.shape[:2]
    angle = float(random.uniform(*profile.skew)) * (1 if random.random() < 0.5 else -1)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    askew = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(250, 250, 250))
    soft = cv2.GaussianBlur(askew, (0, 0), profile.blur).astype(np.float32)
    light = cv2.resize(random.uniform(0, profile.light, (3, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.normal(0, profile.noise, (height, width)).astype(np.float32)
    out = (soft * 0.93 + 10 - light[:, :, None] + grain[:, :, None]).clip(0, 255).astype(np.uint8)
    return Image.fromarray(out[:, :, ::-1] if profile.colour else cv2.cvtColor(out, cv2.COLOR_BGR2GRAY))


def scanned(data: bytes, name: str, profiles: Sequence[Profile], seed: int) -> bytes:
    """The PDF of scans of a PDF's pages; what befalls a page depends on the name, its number and the seed alone."""
    return _pdf(list(pictures(data, name, profiles, seed)))


def pictures(data: bytes, name: str, profiles: Sequence[Profile], seed: int) -> Iterator[tuple[Image.Image, Profile]]:
    """The pages of such a PDF before they are packed, each with what befell it."""
    with pypdfium2.PdfDocument(data) as document:
        first = zlib.crc32(name.encode()) + seed
        for index in range(len(document)):
            profile = profiles[(first + index) % len(profiles)]
            page = document[index]
            drawn = np.array(page.render(scale=profile.dpi / 72).to_pil().convert("RGB"))[:, :, ::-1]
            page.close()
            random = np.random.default_rng([seed, zlib.crc32(name.encode()), index])
            yield damaged(np.ascontiguousarray(drawn), profile, random), profile


def _pdf(scans: Sequence[tuple[Image.Image, Profile]]) -> bytes:
    out = pypdfium2.PdfDocument.new()
    for picture, profile in scans:
        one = io.BytesIO()
        picture.save(one, "PDF", resolution=profile.dpi, quality=profile.quality, creationDate=EARLY, modDate=EARLY)
        with pypdfium2.PdfDocument(one.getvalue()) as page:
            out.import_pages(page)
    buffer = io.BytesIO()
    out.save(buffer)
    out.close()
    return buffer.getvalue()


def printed_forms(places: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """The name and the PDF of each form; of several containers of one form the office's own."""
    for place in places:
        files = [place] if place.is_file() else sorted([*place.glob("*.pdf"), *place.glob("*/*.pdf")])
        yield from ((file.stem, file) for file in files if file.is_file() and "." not in file.stem)


def main() -> None:
    """Write the scans."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("forms", nargs="+", type=Path)
    parser.add_argument("-o", "--out", required=True, type=Path)
    parser.add_argument("--set", choices=sorted(SETS), default="hard")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, file in printed_forms(asked.forms):
        scan = scanned(file.read_bytes(), name, SETS[asked.set], asked.seed)
        (asked.out / f"{name}.scan.pdf").write_bytes(scan)


if __name__ == "__main__":
    main()
