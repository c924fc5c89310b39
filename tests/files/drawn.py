"""Pictures for tests, drawn when they are needed."""

import io
import struct
import zlib
from random import Random
from typing import Any

from PIL import Image, PngImagePlugin

SECRET = b"GPS 55.7558 N 37.6173 E"


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, (220, 30, 30))
    image.paste((30, 30, 220), (size[0] // 2, 0, *size))
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def noise(width: int, height: int) -> bytes:
    """As many bytes as a picture of that size can have."""
    image = Image.frombytes("RGB", (width, height), Random(1).randbytes(3 * width * height))
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=1)
    return written.getvalue()


def with_secrets(form: str) -> bytes:
    """With all that cameras and programs write beside the pixels; lying on its side, as EXIF says."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees to see it upright
    exif[0x010E] = SECRET.decode()
    options: dict[str, Any] = {"exif": exif, "icc_profile": SECRET * 4}
    if form == "JPEG":
        options["comment"] = SECRET
    if form == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", SECRET.decode())
        options["pnginfo"] = texts
    return picture(form, **options)


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be a large picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def webp_that_says(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    content = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(content)) + content


def shown(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
