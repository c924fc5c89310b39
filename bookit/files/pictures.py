"""Pictures of pixels: known by their content, refused before they are decoded if too large, and drawn anew.

What is kept is written by our own encoder from pixels alone. Whatever else an upload carried (EXIF, comments, another
file behind the picture) does not come along.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from bookit.files.errors import FileRefused
from bookit.files.limits import LONGEST_EDGE, MOST_PIXELS

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # a second look, by Pillow itself

_JPEG, _PNG, _WEBP = "image/jpeg", "image/png", "image/webp"
_FORMATS = {_JPEG: "JPEG", _PNG: "PNG", _WEBP: "WEBP"}
_QUALITY = 88
_VARIANT_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept of an upload, or a variant of it."""

    content: bytes
    media_type: str
    width: int
    height: int


def type_of(data: bytes) -> str | None:
    """The type of a picture of pixels by its first bytes; None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _WEBP
    return None


def drawn_anew(data: bytes, media_type: str, *, kept_edge: int) -> Picture:
    """The first picture of an upload as it is kept: upright, and no larger than `kept_edge`. Raises FileRefused."""
    image = _smaller(_decoded(data, media_type, wanted=kept_edge), kept_edge)
    return _encoded(image, media_type, quality=_QUALITY)


def variant(kept: bytes, media_type: str, *, edge: int) -> Picture:
    """A smaller WebP of a picture that we have drawn. Raises FileRefused if it no longer is one."""
    return _encoded(_smaller(_decoded(kept, media_type, wanted=edge), edge), _WEBP, quality=_VARIANT_QUALITY)


def _decoded(data: bytes, media_type: str, *, wanted: int) -> Image.Image:
    """Upright, without anything but its pixels."""
    try:
        _require_size(*_size_in_header(data, media_type))
        image = Image.open(io.BytesIO(data), formats=[_FORMATS[media_type]])
        _require_size(*image.size)
        image.draft(None, (wanted, wanted))  # a JPEG may be decoded at a half or a quarter right away
        image.load()
        upright = ImageOps.exif_transpose(image)
        pixels = upright.convert("RGBA" if _has_alpha(upright) else "RGB")
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # noqa: BLE001 -- parsers of hostile files raise whatever they stumble over
        raise FileRefused("damaged", "This picture is damaged or incomplete.") from None
    pixels.info.clear()  # encoders write comments and colour profiles they find here
    return pixels


def _size_in_header(data: bytes, media_type: str) -> tuple[int, int]:
    """Width and height as the file says, read before any decoder sees it; (1, 1) where only the decoder can tell.

    The decoder of WebP makes room for all pixels as soon as it opens a file.
    """
    if media_type == _PNG:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if media_type == _WEBP and data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return 1, 1


def _require_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_EDGE:
        raise FileRefused("edge", f"A picture is at most {LONGEST_EDGE} pixels wide and high.", limit=LONGEST_EDGE)
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> FileRefused:
    return FileRefused("pixels", f"A picture has at most {MOST_PIXELS} pixels.", limit=MOST_PIXELS)


def _has_alpha(image: Image.Image) -> bool:
    return "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info


def _smaller(image: Image.Image, edge: int) -> Image.Image:
    if max(image.size) > edge:
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _encoded(image: Image.Image, media_type: str, *, quality: int) -> Picture:
    written = io.BytesIO()
    if media_type == _JPEG and image.mode != "RGB":
        image = image.convert("RGB")
    image.save(written, _FORMATS[media_type], quality=quality)
    return Picture(written.getvalue(), media_type, *image.size)
