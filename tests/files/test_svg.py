"""Drawings: what is harmless stays as it was, and nothing else does."""

import pytest

from bookit.files.errors import FileRefused
from bookit.files.svg import MOST_ELEMENTS, is_svg, sanitised

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 200"'


def drawing(inside: str) -> bytes:
    return f"<svg {NAMESPACES}>{inside}</svg>".encode()


def kept(inside: str) -> str:
    return sanitised(drawing(inside)).picture.content.decode()


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        sanitised(data)
    assert refused.value.fields["rule"] == "svg"
    return refused.value.detail


def test_a_plan_stays_as_it_was_drawn() -> None:
    made = sanitised(
        drawing(
            '<defs><linearGradient id="oak"><stop offset="0" stop-color="#a87"/></linearGradient><g id="desk">'
            '<rect width="16" height="8"/></g></defs><g transform="translate(3 4)" style="fill: url(#oak);stroke:red">'
            '<use xlink:href="#desk" x="5"/><path d="M0 0L5 5z"/><text x="1">Room <tspan>7 &amp; 8</tspan>!</text></g>'
        )
    )
    text = made.picture.content.decode()
    assert made.left_out == []
    assert (made.picture.width, made.picture.height) == (400, 200)
    for part in (
        'fill="url(#oak)" stroke="red"',
        'href="#desk" x="5"',
        'd="M0 0L5 5z"',
        ">Room <tspan>7 &amp; 8</tspan>!<",
        'transform="translate(3 4)"',
    ):
        assert part in text


@pytest.mark.parametrize(
    "attack",
    [
        "<script>evil()</script>",
        '<script href="https://evil.test/evil.js"/>',
        "<SCRIPT>evil()</SCRIPT>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">evil()</h:script>',
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.test"/></foreignObject>',
        '<rect onload="evil()" ONCLICK="evil()"/>',
        '<g><a xlink:href="javascript:evil()"><text>Lobby</text></a></g>',
        '<image href="https://evil.test/pixel.png"/>',
        '<image href="data:image/svg+xml;base64,evil"/>',
        '<use href="https://evil.test/x.svg#a"/>',
        '<use href="data:image/svg+xml,evil#a"/>',
        '<set attributeName="href" to="javascript:evil()"/>',
        '<animate attributeName="href" values="javascript:evil()"/>',
        "<style>@import url(https://evil.test/x.css); rect { fill: url(https://evil.test/) }</style>",
        '<rect style="fill:url(https://evil.test/#a)"/>',
        '<rect style="fill:u\\72l(https://evil.test/)"/>',
        '<rect fill="url( &#34;//evil.test/#a&#34; )"/>',
        '<rect fill="image-set(&#39;//evil.test/&#39; 1x)"/>',
        '<rect style="background-image:url(evil)"/>',
        '<rect filter="url(//evil.test#a)" mask="url(evil.svg#a)"/>',
        '<handler xmlns="http://www.w3.org/2001/xml-events">evil()</handler>',
        "<!-- evil --><?evil evil?>",
        "<metadata>evil</metadata>",
        '<linearGradient id="g" href="evil.svg#g"/>',
        '<rect xml:base="https://evil.test/"/>',
        "<g><![CDATA[<script>evil()</script>]]></g>",
    ],
)
def test_nothing_acts_or_reaches_out(attack: str) -> None:
    text = kept(attack + '<rect id="wall" width="5"/>').lower()
    assert "evil" not in text
    assert "script" not in text
    assert 'id="wall"' in text


def test_markup_in_a_text_stays_text() -> None:
    text = kept("<text>&lt;script&gt;</text>")
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_what_was_left_out_is_said() -> None:
    assert sanitised(drawing('<script/><rect onclick="x" width="3"/>')).left_out == ["onclick", "script"]


ENTITIES = b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


def test_entities_are_refused() -> None:
    assert "entities" in refusal(ENTITIES + drawing("<text>&a;&b;</text>"))
    assert "entities" in refusal(b"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://evil.test/'> %p;]>" + drawing(""))


def test_the_document_type_that_editors_write_does_no_harm() -> None:
    beginning = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.test/svg11.dtd">'
    assert b"evil" not in sanitised(beginning + drawing("<rect/>")).picture.content


def test_what_multiplies_is_left_out() -> None:
    chain = '<g id="a0"><rect/></g>' + "".join(
        f'<g id="a{number + 1}">' + f'<use href="#a{number}"/>' * 10 + "</g>" for number in range(9)
    )
    assert kept(chain).count("<use") == 10  # those of the rectangle itself


def test_too_much_of_it_is_refused() -> None:
    assert "nested" in refusal(drawing("<g>" * 200 + "</g>" * 200))
    assert "nested" in refusal(drawing("<x>" * 200 + "</x>" * 200))
    assert "elements" in refusal(drawing("<g/>" * (MOST_ELEMENTS + 1)))


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>",
        b"<svg viewBox='0 0 1 1'/>",  # of no namespace: nothing draws it
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 5'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='nan'/>",
        drawing("") + b"<script/>",
        drawing("<g>"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    refusal(data)


def test_its_size_may_stand_in_width_and_height() -> None:
    made = sanitised(b"<svg xmlns='http://www.w3.org/2000/svg' width='300px' height='150.4'><rect/></svg>").picture
    assert (made.width, made.height) == (300, 150)


def test_a_drawing_is_known_by_its_content() -> None:
    assert is_svg(b"\xef\xbb\xbf <?xml version='1.0'?>\n" + drawing(""))
    assert not is_svg(b"plan.svg")
