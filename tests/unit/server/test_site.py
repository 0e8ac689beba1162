"""What is served over HTTP."""

from __future__ import annotations

import gzip
import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from pgwidgets.server.site import Site
from tests.support.pictures import DOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><head></head></html>\n"
SERVED = b'<html><head>\n<meta name="pgwidgets-ports" content=""></head></html>\n'
SCRIPT = b"export const answer = 42;\n" * 100
CHUNK = "chunks/editor-AB12CD34.js"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "chunks").mkdir(parents=True)
    (folder / "remote.html").write_bytes(PAGE)
    (folder / "Widgets.js").write_bytes(SCRIPT)
    (folder / "Widgets.css").write_bytes(b"body {}\n")
    (folder / CHUNK).write_bytes(b"export {};\n")
    (folder / "chunks" / "readme.js").write_bytes(b"// none\n")
    (folder / ".hidden").write_bytes(b"hidden")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


def ask(site: Site, path: str, method: str = "GET", **headers: str) -> Response:
    asked = Headers({"Host": "localhost:9501"})
    for name, value in headers.items():
        asked[name.replace("_", "-")] = value
    return site.answer(Request(path, asked, method))


def test_the_page_is_at_the_root(static: Path) -> None:
    response = ask(Site(static), "/?session=7&token=abc")
    assert (response.status_code, response.body) == (200, SERVED)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Length"] == str(len(SERVED))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Connection"] == "close"


def test_the_page_names_the_ports_of_the_program_as_they_are(static: Path) -> None:
    site = Site(static)
    request = Request("/", Headers({"Host": "localhost:9501"}))
    page = site.answer(request, (9500, 9501))
    assert b'content="9500 9501"' in page.body
    named = site.answer(Request("/remote.html", request.headers), (9500, 9501))
    assert named.body == page.body
    other = site.answer(request, (9600,))
    assert b'content="9600"' in other.body
    assert other.headers["ETag"] != page.headers["ETag"]
    (static / "remote.html").write_bytes(b"<html><head>new</head></html>")
    assert b">new</head>" in site.answer(request, (9600,)).body
    # for other web servers the file stays as it is
    assert b"meta" not in (static / "remote.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/remote.html", "text/html; charset=utf-8"),
        ("/Widgets.js", "text/javascript; charset=utf-8"),
        ("/Widgets%2ejs?v=1", "text/javascript; charset=utf-8"),
        ("/Widgets.css", "text/css; charset=utf-8"),
        (f"/{CHUNK}", "text/javascript; charset=utf-8"),
    ],
)
def test_content_types(static: Path, path: str, content_type: str) -> None:
    response = ask(Site(static), path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)


def test_only_hashed_chunks_are_kept_unasked(static: Path) -> None:
    site = Site(static)
    assert "immutable" in ask(site, f"/{CHUNK}").headers["Cache-Control"]
    for path in ("/", "/Widgets.js", "/chunks/readme.js"):
        assert ask(site, path).headers["Cache-Control"] == "no-cache"
    assert ask(site, "/nothing").headers["Cache-Control"] == "no-store"


def test_head_is_a_get_without_the_body(static: Path) -> None:
    site = Site(static)
    get, head = ask(site, "/Widgets.js"), ask(site, "/Widgets.js", "HEAD")
    assert head.body == b""
    assert head.status_code == get.status_code
    assert {**head.headers, "Date": ""} == {**get.headers, "Date": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(static: Path, method: str) -> None:
    response = ask(Site(static), "/", method)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_known_content_is_not_sent_again(static: Path) -> None:
    site = Site(static)
    tag = ask(site, "/Widgets.js").headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = ask(site, "/Widgets.js", If_None_Match=known)
        assert (response.status_code, response.body) == (304, b"")
        assert response.headers["ETag"] == tag
        assert "Content-Length" not in response.headers
    assert ask(site, "/Widgets.js", If_None_Match='"other"').status_code == 200


def test_changed_content_is_sent_again(static: Path) -> None:
    site = Site(static)
    tag = ask(site, "/Widgets.css").headers["ETag"]
    (static / "Widgets.css").write_bytes(b"p {}\n")
    response = ask(site, "/Widgets.css", If_None_Match=tag)
    assert (response.status_code, response.body) == (200, b"p {}\n")


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.8", "deflate,gzip ; q=1"])
def test_text_is_compressed_when_accepted(static: Path, accepted: str) -> None:
    site = Site(static)
    plain = ask(site, "/Widgets.js")
    packed = ask(site, "/Widgets.js", Accept_Encoding=accepted)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(bytes(packed.body)) == SCRIPT == plain.body
    assert len(packed.body) == int(packed.headers["Content-Length"]) < len(SCRIPT)
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    again = ask(site, "/Widgets.js", Accept_Encoding=accepted, If_None_Match=packed.headers["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "BR;q=0.1"])
def test_the_client_is_sent_as_it_was_compressed_with_it(static: Path, accepted: str) -> None:
    (static / "packed").mkdir()
    (static / "packed" / f"{hashlib.sha256(SCRIPT).hexdigest()[:20]}.br").write_bytes(b"brotli")
    site = Site(static)
    packed = ask(site, "/Widgets.js", Accept_Encoding=accepted)
    assert (packed.body, packed.headers["Content-Encoding"]) == (b"brotli", "br")
    known = packed.headers["ETag"]
    assert ask(site, "/Widgets.js", Accept_Encoding="br", If_None_Match=known).status_code == 304
    assert ask(site, "/Widgets.js", Accept_Encoding="gzip").headers["ETag"] != known
    assert ask(site, "/Widgets.js", Accept_Encoding="br;q=0").body == SCRIPT
    # what it is now was not compressed
    (static / "Widgets.js").write_bytes(SCRIPT + b"//")
    assert ask(site, "/Widgets.js", Accept_Encoding="br").body == SCRIPT + b"//"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.0", "xgzip"])
def test_text_is_not_compressed_unasked(static: Path, accepted: str) -> None:
    response = ask(Site(static), "/Widgets.js", Accept_Encoding=accepted)
    assert response.body == SCRIPT
    assert "Content-Encoding" not in response.headers


def test_a_file_is_compressed_once(static: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    compress = gzip.compress

    def counted(data: bytes, compresslevel: int = 9, *, mtime: float | None = None) -> bytes:
        calls.append(len(data))
        return compress(data, compresslevel, mtime=mtime)

    monkeypatch.setattr(gzip, "compress", counted)
    site = Site(static)
    for _ in range(3):
        ask(site, "/Widgets.js", Accept_Encoding="gzip")
    assert calls == [len(SCRIPT)]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/chunks/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/chunks%2f..%2f..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/./Widgets.js",
        "/chunks/./readme.js",
        "//Widgets.js",
        "/chunks//readme.js",
        "/Widgets.js/",
        "/Widgets.js%00.css",
        "/%00",
        "/Widgets.js%0a",
        "/%ff%fe",
        "/C:/secret.txt",
        "/chunks",
        "/chunks/",
        "/.hidden",
        "/" + "a" * 5000,
        "Widgets.js",
        "http://localhost/Widgets.js",
        "*",
        "",
        "/nothing.js",
    ],
)
def test_paths_that_lead_nowhere(static: Path, path: str) -> None:
    response = ask(Site(static), path)
    assert response.status_code == 404
    assert b"secret" not in response.body
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_absolute_paths_and_links_lead_nowhere(static: Path) -> None:
    secret = static.parent / "secret.txt"
    (static / "link.txt").symlink_to(secret)
    (static / "folder").symlink_to(static.parent, target_is_directory=True)
    (static / "loop").symlink_to(static / "loop")
    os.mkfifo(static / "pipe")
    site = Site(static)
    for path in (f"/{secret}", "/link.txt", "/folder/secret.txt", "/loop", "/pipe"):
        assert ask(site, path).status_code == 404


def test_links_within_the_folder_work(static: Path) -> None:
    (static / "same.js").symlink_to(static / "Widgets.js")
    linked = static.parent / "linked"
    linked.symlink_to(static, target_is_directory=True)
    assert ask(Site(linked), "/same.js").body == SCRIPT


@given(target=st.text(st.characters(max_codepoint=0x7E), max_size=40))
def test_any_target_gets_a_response(tmp_path_factory: pytest.TempPathFactory, target: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    folder.mkdir(exist_ok=True)
    assert ask(Site(folder), f"/{target}").status_code in {404, 503}


def test_a_missing_client_is_explained(static: Path) -> None:
    (static / "Widgets.js").unlink()
    site = Site(static)
    for path in ("/", "/Widgets.js"):
        response = ask(site, path)
        assert response.status_code == 503
        assert b"make client" in response.body
    assert ask(Site(static / "none"), "/").status_code == 503
    (static / "Widgets.js").write_bytes(SCRIPT)
    assert ask(site, "/").status_code == 200


def test_the_favicon_may_be_chosen(static: Path, tmp_path: Path) -> None:
    site = Site(static)
    assert ask(site, "/favicon.ico").status_code == 404
    (static / "favicon.svg").write_bytes(b"<svg/>")
    assert ask(site, "/favicon.ico").headers["Content-Type"] == "image/svg+xml"
    icon = tmp_path / "own.PNG"
    icon.write_bytes(DOT)
    site.set_favicon(icon)
    for path in ("/favicon.ico", "/favicon.svg"):
        response = ask(site, path)
        assert (response.body, response.headers["Content-Type"]) == (DOT, "image/png")
    icon.unlink()
    assert ask(site, "/favicon.ico").status_code == 404
    site.draw_favicon("save")
    for path in ("/favicon.ico", "/favicon.svg"):
        response = ask(site, path)
        assert response.body.startswith(b"<svg xmlns=")
        assert b"stroke='#" in response.body
        assert response.headers["Content-Type"] == "image/svg+xml"
    with pytest.raises(ValueError, match="did you mean 'pg:save'"):
        site.draw_favicon("sve")
    site.set_favicon(None)
    assert ask(site, "/favicon.svg").body == b"<svg/>"


def test_a_wrong_favicon_is_refused(static: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no file"):
        Site(static, tmp_path / "none.png")
    with pytest.raises(ValueError, match=r"is not one of \.svg"):
        Site(static, tmp_path / "secret.txt")
    for name, reason in (("words.png", "must be a picture"), ("dot.svg", "of the type image/png")):
        (tmp_path / name).write_bytes(DOT if name == "dot.svg" else b"words")
        with pytest.raises(ValueError, match=f"favicon {reason}|favicon must be {reason}"):
            Site(static, tmp_path / name)


def test_resources_may_be_added(static: Path) -> None:
    site = Site(static)
    site.add("fonts/plain.woff2", b"first", "font/woff2")
    site.add("fonts/plain.woff2", b"second", "font/woff2")
    response = ask(site, "/fonts/plain.woff2")
    assert (response.body, response.headers["Content-Type"]) == (b"second", "font/woff2")
    assert response.headers["Cache-Control"] == "no-cache"
    again = ask(site, "/fonts/plain.woff2", If_None_Match=response.headers["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("", "font/woff2"),
        ("/fonts/a.woff2", "font/woff2"),
        ("../a.woff2", "font/woff2"),
        ("a%20b.woff2", "font/woff2"),
        ("a?b", "font/woff2"),
        ("é.woff2", "font/woff2"),
        ("Widgets.js", "text/javascript"),
        ("fonts/a.woff2", "font/woff2\r\nX-Other: 1"),
    ],
)
def test_unusable_resources_are_refused(static: Path, path: str, content_type: str) -> None:
    with pytest.raises(ValueError, match=r"^(path|content_type): "):
        Site(static).add(path, b"", content_type)


def ancestors(site: Site, host: str) -> list[str]:
    response = site.answer(Request("/", Headers({"Host": host})))
    policy: str = response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    name, *sources = policy.split()
    assert name == "frame-ancestors"
    return sources


def test_own_hosts_may_show_the_page_in_a_frame(static: Path) -> None:
    site = Site(static, allowed_origins=["https://portal.example", "null"])
    sources = ancestors(site, "192.0.2.2:9501")
    assert "'self'" in sources
    assert "http://localhost:*" in sources
    assert "http://127.0.0.1:*" in sources
    assert "http://192.0.2.2:*" in sources
    assert "https://portal.example" in sources
    assert "null" not in sources
    assert not any("[" in source for source in ancestors(site, "[::1]:9501"))
    assert ancestors(site, "a; script-src *") == ancestors(site, "[::1]:9501")


def test_everybody_may_be_let_to_show_the_page(static: Path) -> None:
    assert ancestors(Site(static, allowed_origins=["*"]), "localhost:9501") == ["*"]


def test_files_of_the_program(static: Path, tmp_path: Path) -> None:
    site = Site(static)
    file = tmp_path / "my chart.mjs"
    file.write_bytes(b"export {};\n")
    assert site.add_file(file) == "files/my%20chart.mjs"
    response = ask(site, "/files/my%20chart.mjs")
    assert (response.status_code, response.body) == (200, b"export {};\n")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert site.add_file(file, "lib/chart.bin") == "files/lib/chart.bin"
    other = ask(site, "/files/lib/chart.bin")
    assert other.headers["Content-Type"] == "application/octet-stream"
    with pytest.raises(FileNotFoundError, match=r"there is no file .*none\.js"):
        site.add_file(tmp_path / "none.js")
    with pytest.raises(ValueError, match="plain relative path"):
        site.add_file(file, "../Widgets.js")
    assert ask(site, "/files/secret.txt").status_code == 404
