#!/usr/bin/env python3
"""Draws the icons of the installed app from the mark in web/public/favicon.svg, for systems that take no SVG."""

from pathlib import Path

from PIL import Image, ImageDraw

PUBLIC = Path(__file__).parents[1] / "web" / "public"
GROUND = "#3550c4"
INK = "#ffffff"
GRID = 32
FINE = 8
"""So many times larger it is drawn and then made small, for smooth edges."""


def main() -> None:
    draw(192, rounded=True).save(PUBLIC / "icon-192.png", optimize=True)
    draw(512, rounded=True).save(PUBLIC / "icon-512.png", optimize=True)
    # Systems cut these into their own shape: all ground, and the mark within the middle 80 %.
    draw(512, rounded=False).save(PUBLIC / "icon-maskable-512.png", optimize=True)
    draw(180, rounded=False).save(PUBLIC / "apple-touch-icon.png", optimize=True)


def draw(size: int, *, rounded: bool) -> Image.Image:
    """A door, ajar: the same shapes in the same places as the SVG has them."""
    unit = size * FINE / GRID
    image = Image.new("RGBA", (size * FINE, size * FINE))
    canvas = ImageDraw.Draw(image)
    canvas.rounded_rectangle((0, 0, size * FINE, size * FINE), 8 * unit if rounded else 0, fill=GROUND)
    line = 2.4 * unit
    frame = tuple(edge * unit for edge in (9 - 1.2, 8 - 1.2, 23 + 1.2, 24 + 1.2))
    canvas.rounded_rectangle(frame, line / 2, outline=INK, width=round(line))
    canvas.line((13 * unit, 8 * unit, 13 * unit, 24 * unit), fill=INK, width=round(line))
    knob = tuple(edge * unit for edge in (19 - 1.8, 16 - 1.8, 19 + 1.8, 16 + 1.8))
    canvas.ellipse(knob, fill=INK)
    return image.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
