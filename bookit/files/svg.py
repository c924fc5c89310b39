"""SVG plans: read by a parser that knows no entities, and written anew from a list of what is harmless.

Nothing of the upload is passed through. An element or attribute that is not listed here does not come along, and the
answer says so; so do references to anything but a part of the same drawing. See docs/adr/0081.
"""

import io
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.parsers import expat

from bookit.files.errors import FileRefused
from bookit.files.limits import LONGEST_EDGE
from bookit.files.pictures import Picture

MEDIA_TYPE = "image/svg+xml"
MOST_ELEMENTS = 100_000
DEEPEST = 100
_NAMESPACE = "http://www.w3.org/2000/svg"

_ELEMENTS_KEPT = """
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient
    radialGradient stop clipPath
"""
_ATTRIBUTES_KEPT = """
    id version viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry fx fy width height d points dx dy rotate
    transform gradientTransform gradientUnits spreadMethod clipPathUnits offset pathLength textLength lengthAdjust
"""
_STYLES_KEPT = """
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule stop-color stop-opacity
    font-family font-size font-style font-weight font-stretch text-anchor dominant-baseline letter-spacing
    word-spacing text-decoration vector-effect paint-order shape-rendering text-rendering
"""
_ELEMENTS, _ATTRIBUTES, _STYLES = (frozenset(kept.split()) for kept in (_ELEMENTS_KEPT, _ATTRIBUTES_KEPT, _STYLES_KEPT))
_PART = re.compile(r"#[A-Za-z_][\w.-]*")
_PAINT = re.compile(r"url\(\s*['\"]?(#[A-Za-z_][\w.-]*)['\"]?\s*\)")
_LENGTH = re.compile(r"\s*\+?(\d{1,9}(?:\.\d*)?)(?:px)?\s*")
_HREFS = frozenset({"href", "http://www.w3.org/1999/xlink href"})
_PARENTS_OF_TEXT = frozenset({"title", "desc", "text", "tspan"})


@dataclass(frozen=True, slots=True)
class Drawing:
    picture: Picture
    left_out: list[str]
    """Names of elements and attributes that were not taken over."""


def is_svg(data: bytes) -> bool:
    """Whether this looks like XML with an svg element near its beginning."""
    beginning = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return beginning.startswith(b"<") and b"<svg" in data[:65536]


def sanitised(data: bytes) -> Drawing:
    """The drawing without anything that acts or reaches out. Raises FileRefused for what is no SVG, or too much."""
    reader = _Reader()
    try:
        reader.parse(data)
    except expat.ExpatError as error:
        raise FileRefused("svg", f"This is no well-formed SVG: {error}.") from None
    if reader.root is None:
        raise FileRefused("svg", "This is no SVG drawing.")
    _cut_chains(reader.root, reader.left_out)
    width, height = _size(reader.root)
    ET.register_namespace("", _NAMESPACE)
    written = io.BytesIO()
    ET.ElementTree(reader.root).write(written, encoding="utf-8", xml_declaration=True)
    return Drawing(Picture(written.getvalue(), MEDIA_TYPE, width, height), sorted(reader.left_out))


@dataclass(slots=True)
class _Reader:
    """Builds the new tree while the old one is read."""

    root: ET.Element | None = None
    left_out: set[str] = field(default_factory=set)
    _open: list[ET.Element] = field(default_factory=list)
    _skipped: int = 0
    """How deep we are within an element that is left out."""
    _seen: int = 0

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.EntityDeclHandler = _refuse_entities
        parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > MOST_ELEMENTS:
            raise FileRefused("svg", f"A drawing has at most {MOST_ELEMENTS} elements.", limit=MOST_ELEMENTS)
        if len(self._open) + self._skipped >= DEEPEST:
            raise FileRefused("svg", f"A drawing is nested at most {DEEPEST} deep.", limit=DEEPEST)
        namespace, _, local = name.rpartition(" ")
        is_ours = namespace == _NAMESPACE and local in _ELEMENTS
        if not self._open and not self._skipped and not (is_ours and local == "svg"):
            raise FileRefused("svg", "This is no SVG drawing: its root is another element.")
        if self._skipped or not is_ours:
            if not self._skipped:
                self.left_out.add(local)
            self._skipped += 1
            return
        element = ET.Element(f"{{{_NAMESPACE}}}{local}", self._harmless(local, attributes))
        if self._open:
            self._open[-1].append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._skipped or not self._open or _local(self._open[-1]) not in _PARENTS_OF_TEXT:
            return
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _harmless(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            if name in _HREFS:
                if element in {"use", "linearGradient", "radialGradient"} and _PART.fullmatch(value.strip()):
                    kept["href"] = value.strip()
                else:
                    self.left_out.add("href")
            elif name == "style":
                kept.update(self._declarations(value))
            elif name in _ATTRIBUTES or (name in _STYLES and _is_harmless(value)):
                kept[name] = value
            else:
                self.left_out.add(name.rpartition(" ")[2])
        return kept

    def _declarations(self, style: str) -> dict[str, str]:
        """A style attribute as attributes of presentation, which hold nothing but one value each."""
        kept = {}
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            name, value = name.strip().lower(), value.removesuffix("!important").strip()
            if name in _STYLES and _is_harmless(value):
                kept[name] = value
            elif name:
                self.left_out.add(name[:60])
        return kept


def _refuse_declarations(name: str, system_id: str | None, public_id: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise FileRefused("svg", "A drawing must not declare entities; save it without a document type.")


def _refuse_entities(*_: object) -> None:
    raise FileRefused("svg", "A drawing must not declare entities; save it without a document type.")


def _is_harmless(value: str) -> bool:
    """Whether a style's value reaches no further than this drawing."""
    rest = _PAINT.sub("", value)
    return not re.search(r"[(\\@<]", re.sub(r"\b(rgba?|hsla?)\(", "", rest)) and "url" not in rest.lower()


def _cut_chains(root: ET.Element, left_out: set[str]) -> None:
    """Leave out what multiplies: a `use` of something that has a `use` in it, and clips of clips.

    Ten of them, each using the one before ten times, would be drawn ten billion times.
    """
    repeating = {
        identifier
        for element in root.iter()
        if (identifier := element.get("id")) and any(_local(inner) == "use" for inner in element.iter())
    }
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child) == "use" and child.get("href", "#").removeprefix("#") in repeating | {""}:
                parent.remove(child)
                left_out.add("use")
    for clip in root.iter(f"{{{_NAMESPACE}}}clipPath"):
        for inner in clip.iter():
            if inner.attrib.pop("clip-path", None) is not None:
                left_out.add("clip-path")


def _size(root: ET.Element) -> tuple[int, int]:
    """Width and height in its own units, which it must tell. Raises FileRefused."""
    width, height = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    box = re.fullmatch(
        r"\s*[-+\d.eE]+[\s,]+[-+\d.eE]+[\s,]+(\d{1,9}(?:\.\d*)?)[\s,]+(\d{1,9}(?:\.\d*)?)\s*", root.get("viewBox", "")
    )
    if box:
        size = float(box[1]), float(box[2])
        # Its size on the page is for the page to say.
        root.attrib.pop("width", None)
        root.attrib.pop("height", None)
    elif width and height:
        size = float(width[1]), float(height[1])
    else:
        raise FileRefused("svg", "A drawing must say how large it is: give its svg element a viewBox.")
    if not 0 < min(size) <= max(size) < LONGEST_EDGE * 100:
        raise FileRefused("svg", "The size of this drawing is out of range.")
    return max(1, round(size[0])), max(1, round(size[1]))


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
