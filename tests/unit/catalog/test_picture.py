"""What can be known of a picture before a page has it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pgwidgets.catalog import picture
from pgwidgets.catalog.picture_format import FORMATS, fitting, format_of
from pgwidgets.model import icons
from tests.support.pictures import DOT, broken, uri

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
BEGINNINGS = {
    "png": DOT,
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "gif": b"GIF89a\1\0\1\0",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "avif": struct.pack(">I", 28) + b"ftypmif1\0\0\0\0mif1avifmiaf",
    "bmp": b"BM\x46\0\0\0",
    "x-icon": b"\0\0\1\0\1\0",
    "svg+xml": SVG,
}


def test_formats_are_told_from_each_other() -> None:
    assert tuple(BEGINNINGS) == FORMATS
    for name, data in BEGINNINGS.items():
        assert format_of(data) == name


@pytest.mark.parametrize(
    "markup",
    [
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- by hand -->\n<svg:svg xmlns:svg='x'/>",
        b"<!DOCTYPE svg PUBLIC 'a' 'b' [ <!ENTITY c 'd'> ]>\n<svg\nwidth='1'>",
        SVG.decode().encode("utf-16"),
    ],
)
def test_svg_is_found_behind_what_may_come_before(markup: bytes) -> None:
    assert format_of(markup) == "svg+xml"


@pytest.mark.parametrize(
    "other",
    [b"", b"words", b"<!doctype html><svg></svg>", b"<html><svg/>", b"%PDF-1.4", b"<svgs/>"],
)
def test_what_is_none(other: bytes) -> None:
    assert format_of(other) is None
    for name in (*FORMATS, "image/png", "JPG", ""):
        with pytest.raises(ValueError, match="must be a picture"):
            fitting(other, name)


def test_the_bytes_win_over_what_they_are_called() -> None:
    for name, data in BEGINNINGS.items():
        for said in (*FORMATS, "image/png", "svg", "anything"):
            assert fitting(data, said) == name
    # browsers differ in what they know besides
    assert fitting(b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl") == "jxl"


TAKEN = [
    "",
    uri(DOT),
    # browsers go by the bytes
    uri(DOT, "text/plain"),
    f"DATA:image/png;BASE64,{uri(DOT).partition(',')[2].rstrip('=')}",
    uri(DOT).replace("+", "%2B").replace("iVBO", "iV\nBO"),
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E",
    "data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'/>#part",
    "data:image/jxl;base64,/wo=",
    "https://example.org/a.png?token=1#x",
    "HTTP://localhost:9/a b.png",
    "blob:https://example.org/1",
    "//example.org/a.png",
    "/static/a.png",
]

REFUSED = {
    "htps://example.org/a.png": "of http:, https: or data:.* not .* htps:; did you mean 'https'",
    "file:///home/ada/a.png": "the path itself is read",
    "javascript:alert(1)": "not one of javascript:",
    "ftp://example.org/a.png": "not one of ftp:",
    "http:///a.png": "names no host",
    "https:a.png": "names no host",
    "data:image/png;base64": "a comma",
    "data:image/png;base64,": "the data: URI is empty",
    "data:image/png;base64,iVBOR": "valid base64",
    "data:image/png;base64,iVBO!w0KGgo=": "valid base64",
    "data:image/png;base64,aGVsbG8=": "must be a picture .* begins with b'hello'",
    "data:,hello": "must be a picture",
    "data:text/html,<!doctype html><p>": "must be a picture",
    "data:image/png,<svg xmlns='http://www.w3.org/2000/svg'/>": "of the type image/svg.xml",
    "data:,<svg xmlns='http://www.w3.org/2000/svg'/>": "of the type image/svg.xml",
    uri(DOT, "image/svg+xml"): "of the type image/png",
    "none.png": r"no file 'none\.png'",
    # what was meant to be a data: URI
    "iVBORw0KGgo" * 1000: "no file",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_may_be_a_picture_is_taken_as_it_is(name: str) -> None:
    assert picture.resolve(name) == name


@pytest.mark.parametrize(("name", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_can_be_none_is_refused(name: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        picture.resolve(name)
    assert len(str(caught.value)) < 1000


def test_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    for name, data in BEGINNINGS.items():
        plain.write_bytes(data)
        assert picture.resolve(plain) == uri(data, f"image/{name}")
    for content, reason in ((b"words", "begins with b'words'"), (b"", "is empty")):
        for path in (plain, tmp_path / "a.png"):
            path.write_bytes(content)
            with pytest.raises(ValueError, match=f"must be a picture .*{reason}"):
                picture.resolve(str(path))
    with pytest.raises(ValueError, match="no file"):
        picture.resolve(tmp_path)


def test_in_words_a_picture_tells_no_secrets() -> None:
    assert picture.describe(DOT) == picture.describe(uri(DOT)) == f"image/png, {len(DOT)} bytes"
    assert picture.describe(broken(12_345)) == "image/png, 12,345 bytes"
    assert picture.describe(b"\0") == "of an unknown format, 1 bytes"
    linked = "https://ada:secret@example.org:8/a@b.png?token=secret#secret"
    assert picture.describe(linked) == "https://example.org:8/a@b.png"
    assert picture.describe("/a@b/c.png?token=1") == "/a@b/c.png"
    assert len(picture.describe("/x" * 5000)) < 250


def test_how_pages_name_one() -> None:
    assert picture.mark(DOT) == len(DOT)
    assert picture.mark("/a.png?x") == "/a.png?x"
    assert picture.mark("data:,\N{GRINNING FACE}") == 8
    assert picture.mark("/" * 3000) == 3000


# -- icons that have names ---------------------------------------------------------------


def test_icons_are_pictures_by_their_names() -> None:
    drawings = {name: picture.resolve(f"pg:{name}") for name in icons.PATHS}
    assert len(set(drawings.values())) == len(drawings) >= 60
    for name, uri_ in drawings.items():
        assert uri_.startswith(f"data:image/svg+xml;icon={name},")
        # it is one like others: pages of another make show it, too
        assert picture.resolve(uri_) == uri_
    assert picture.resolve("PG:save") == drawings["save"]


@pytest.mark.parametrize("wrong", ["pg:sav", "pg:Save", "pg:saved", "pg: save"])
def test_the_closest_icon_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"not '{wrong}'; did you mean 'pg:save'"):
        picture.resolve(wrong)
