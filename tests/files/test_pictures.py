"""Pictures of pixels: what is refused, and that nothing but pixels is kept."""

import io

import pytest
from PIL import Image

from bookit.files.errors import FileRefused
from bookit.files.pictures import Picture, drawn_anew, type_of, variant
from tests.files.drawn import SECRET, picture, png_that_says, shown, webp_that_says, with_secrets

MARKUP = b"<script>alert(1)</script>"


def kept(data: bytes, *, edge: int = 2560) -> Picture:
    media_type = type_of(data)
    assert media_type is not None
    return drawn_anew(data, media_type, kept_edge=edge)


def refusal(data: bytes) -> object:
    with pytest.raises(FileRefused) as refused:
        kept(data)
    return refused.value.fields["rule"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_kept_and_it_stands_upright(form: str) -> None:
    sent = with_secrets(form)
    assert SECRET in sent

    made = kept(sent)

    assert SECRET not in made.content
    assert (made.width, made.height) == (40, 60)
    image = shown(made.content)
    assert image.format == form
    assert (dict(image.getexif()), image.info.keys() & {"icc_profile", "comment", "Comment", "exif"}) == ({}, set())
    red, _, blue = image.convert("RGB").resize((1, 2), Image.Resampling.BOX).tobytes()[:3]
    assert red > 150 > blue  # what was left is above


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_hides_behind_a_picture_does_not_come_along(form: str) -> None:
    assert MARKUP not in kept(picture(form) + MARKUP).content


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + MARKUP, b"<html>", b"%PDF-1.7", b"PK\3\4", b"BM\0\0", MARKUP + picture()]
)
def test_the_type_is_what_the_content_says(data: bytes) -> None:
    assert type_of(data) is None


def test_a_wide_picture_is_refused_before_it_is_decoded() -> None:
    assert refusal(png_that_says(30_000, 30_000)) == "edge"
    assert refusal(png_that_says(30_000, 1)) == "edge"
    assert refusal(png_that_says(2**31 - 1, 2**31 - 1)) == "edge"


@pytest.mark.parametrize("bomb", [png_that_says(10_000, 10_000), webp_that_says(16_000, 16_000)], ids=["png", "webp"])
def test_a_bomb_is_refused_before_it_is_decoded(bomb: bytes) -> None:
    assert refusal(bomb) == "pixels"


def test_a_jpeg_with_too_many_pixels_is_refused_by_its_header() -> None:
    data = bytearray(picture("JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = (19_000).to_bytes(2, "big") * 2
    assert refusal(bytes(data)) == "pixels"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(form: str) -> None:
    whole = picture(form, (300, 200))
    for length in (13, len(whole) // 2):
        assert refusal(whole[:length]) == "damaged"


def test_a_large_picture_is_kept_smaller() -> None:
    made = kept(picture("JPEG", (3000, 1500)), edge=1000)
    assert (made.width, made.height) == (1000, 500)


def test_what_can_be_seen_through_stays_so() -> None:
    image = shown(picture())
    image.putalpha(100)
    assert shown(kept(_png(image)).content).mode == "RGBA"


def test_a_variant_is_a_small_webp() -> None:
    small = variant(picture("PNG", (900, 600)), "image/png", edge=320)
    assert (small.media_type, small.width, small.height) == ("image/webp", 320, 213)
    assert shown(small.content).format == "WEBP"


def _png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
