from __future__ import annotations

import re
from functools import partial
from random import Random
from typing import Any

from playwright.sync_api import Route, WebSocket, expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.support.pictures import DOT, uri

TEXT = f"""
<h2 id="top">Results &amp; more</h2>
<p style="color: rgb(0, 0, 0); background: white; position: fixed; z-index: 9">Three runs,
 <b>all <i>fine</b></i>.
<ul><li>one<li>two <code>x &lt; y</code></ul>
<table><caption>Sums</caption><tr><th scope="col">a<th scope="col">b<tr><td>1<td>2</table>
<blockquote cite="https://example.org/">said</blockquote><!-- a > b --><hr>
<img alt="A dot" src="{uri(DOT)}"><details><summary>More</summary>a &gt; b</details>
<p>See <a href="https://example.org/report" onclick="hit(1)">the report</a>, <a href="#end">the
end</a>.</p><pre>  kept
  as it is</pre><p id="end">😀 the end</p>
"""

ATTACKS = [
    "<script>hit(1)</script>",
    "<img src='data:,' onerror=hit(1)>",
    "<svg onload=hit(1)><script>hit(1)</script></svg>",
    "<a href='javascript:hit(1)'>press</a>",
    "<a href=' java\tscript:hit(1)'>press</a>",
    "<a href='data:text/html,<script>opener.hit(1)</script>'>press</a>",
    "<iframe srcdoc='<script>parent.hit(1)</script>'></iframe>",
    "<object data='javascript:hit(1)'></object><embed src='javascript:hit(1)'>",
    (
        "<form action='javascript:hit(1)'><input name=a autofocus onfocus=hit(1)>"
        "<button>press</button></form>"
    ),
    "<button formaction='javascript:hit(1)' popovertarget='x'>press</button>",
    "<style>body { display: none }</style><link rel=stylesheet href='data:text/css,*{}'>",
    "<base href='https://example.org/'><meta http-equiv=refresh content='0;url=javascript:hit(1)'>",
    (
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=data:, onerror=hit(1)&gt;'>"
    ),
    "<p class='pg-window pg-notice' id='pg-1' tabindex='5' accesskey='a'>press</p>",
    "<p style='position: fixed; inset: 0; z-index: 99; width: 4000px; cursor: none'>press</p>",
    "<p style='anchor-name: --pg; animation: spin 1s; transform: scale(9)'>press</p>",
    "<template><script>hit(1)</script></template><noscript><p title='</noscript><script>hit(1)'>",
    (
        "<dialog open>press</dialog><div popover>press</div>"
        "<details open ontoggle=hit(1)>press</details>"
    ),
    "<img name=cookie src='data:,'><a id=body name=forms href=''>press</a>",
]


def content(desk: Desk, view: Any) -> str:
    """Return what shows, without the ids' prefixes."""
    html: str = desk.at(view, ".pg-html-content").inner_html()
    return html.replace(f"{view.get_element()}-", "")


def test_a_text(desk: Desk) -> None:
    view = desk.W.HtmlView(TEXT)
    desk.show(view, height=420)
    shown = desk.at(view)
    expect(shown.get_by_role("heading", name="Results & more")).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_text(["one", "two x < y"])
    expect(shown.get_by_role("cell")).to_have_text(["1", "2"])
    expect(shown.get_by_role("img", name="A dot")).to_be_visible()
    assert desk.style(view, "color", "p >> nth=0") == "rgb(0, 0, 0)"
    assert view.get_html() == TEXT
    view.append_html("<p>appended</p>")
    expect(shown).to_contain_text("appended")
    for scheme in ("dark", "light"):
        desk.page.emulate_media(color_scheme=scheme)
        desk.assert_accessible()
    desk.assert_same()
    view.clear()
    expect(desk.at(view, ".pg-html-content")).to_be_empty()
    view.set_html("1 < 2, & <nothing>else</nothing>")
    expect(shown).to_have_text("1 < 2, & else")
    desk.assert_same()


def test_nothing_runs_and_nothing_gets_out(desk: Desk) -> None:
    place = desk.join(desk.page).url
    desk.page.evaluate("() => { window.hit = () => { window.isHit = true }; }")
    for attack in ATTACKS:
        assert_harmless(desk, attack)
        assert not desk.page.evaluate("window.isHit"), attack
        assert desk.page.url == place, attack
    desk.assert_same()


def assert_harmless(desk: Desk, attack: str) -> None:
    """Show a text and press what can be pressed; fail if anything of it gets out of its view."""
    view, other = desk.W.HtmlView(), desk.W.Button("other")
    box = desk.W.VBox()
    box.add_widget(view, 1)
    box.add_widget(other)
    desk.show(box)
    view.set_html(f"before {attack}")
    view.append_html(f"<p>{attack}</p>after")
    expect(desk.at(view), attack).to_contain_text("before")
    found = desk.look(
        view,
        """(content) => [...content.querySelectorAll("*")].flatMap((element) => [
            element.localName,
            ...element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`),
        ])""",
        inner=".pg-html-content",
    )
    assert not {
        *("script", "iframe", "object", "embed", "form", "input", "button", "style", "link"),
        *("base", "meta", "svg", "math", "template", "dialog"),
    } & set(found), attack
    wrong = r"^(on|class|style=.*(position|cursor|anchor|animation|transform|z-index)|tabindex)"
    assert not [item for item in found if re.match(wrong, item)], attack
    assert not [item for item in found if re.search(r"=\s*(java\s*script|data:text)", item)], attack
    ids = [item for item in found if re.match("(id|name)=", item)]
    assert all(item.partition("=")[2].startswith(f"{view.get_element()}-") for item in ids), attack
    for link in desk.at(view).get_by_text("press").all():
        link.click(force=True)
    pressed = desk.calls(other)
    desk.at(other).click()
    assert pressed.next() == ()
    assert desk.look(view, "(view) => view.scrollWidth <= 4100"), attack


def test_pieces_show_as_the_whole(desk: Desk) -> None:
    text = TEXT + "".join(ATTACKS) + TEXT
    whole, grown = desk.W.HtmlView(text), desk.W.HtmlView()
    box = desk.W.HBox()
    for view in (whole, grown):
        box.add_widget(view, 1)
    desk.show(box, width=600)
    dice = Random(14)
    for count in (1, 3, 10, 30, 100, 300):
        cuts = sorted(dice.sample(range(len(text)), count))
        grown.clear()
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            grown.append_html(text[start:end])
            if dice.random() < 0.3:
                # it shows by itself, and is not told together with the next
                desk.session.flush()
        assert grown.get_html() == text
        wait_until(
            lambda: content(desk, grown) == content(desk, whole), f"{count} cuts show", desk.page
        )


def test_what_is_there_stays_as_more_comes(desk: Desk) -> None:
    view = desk.W.HtmlView("<p>first</p>")
    desk.show(view)
    expect(desk.at(view, "p")).to_have_text("first")
    desk.at(view, "p").evaluate("(element) => { element.isMarked = true }")
    for piece in ("<ul><li>second", "<b", ">bold</b", "></li><li>third</ul><p>fourth"):
        view.append_html(piece)
    expect(desk.at(view, "li")).to_have_text(["secondbold", "third"])
    expect(desk.at(view, "p")).to_have_text(["first", "fourth"])
    assert desk.at(view, "p").first.evaluate("(element) => element.isMarked")
    desk.assert_same()


def answer(route: Route) -> None:
    route.fulfill(body="outside")


def test_links_open_outside(desk: Desk) -> None:
    view = desk.W.HtmlView(
        TEXT + "<p>filler</p>" * 60 + "<p id='last'>last</p><a href='#last'>on</a>"
    )
    view.append_html("<a href='other'>relative</a> <a href='ftp://example.org/'>refused</a>")
    desk.show(view, height=200)
    desk.page.context.route("https://example.org/**", answer)
    place = desk.page.url
    link = desk.at(view).get_by_role("link", name="the report")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    for act in (link.click, partial(link.press, "Enter")):
        with desk.page.context.expect_page() as opened:
            act()
        expect(opened.value.get_by_text("outside")).to_be_visible()
        assert opened.value.evaluate("window.opener") is None
        opened.value.close()
    expect(desk.at(view).get_by_role("link", name="relative")).to_have_attribute("target", "_blank")
    expect(desk.at(view).get_by_role("link", name="refused")).to_have_count(0)
    desk.at(view).get_by_role("link", name="the end").click()
    expect(desk.at(view).get_by_text("😀 the end")).to_be_in_viewport()
    assert desk.page.url == place
    view.set_enabled(False)
    expect(desk.at(view, ".pg-html-content")).to_have_attribute("inert", "")
    pages = len(desk.page.context.pages)
    link.click(force=True)
    desk.settle()
    assert len(desk.page.context.pages) == pages
    desk.assert_same()


def test_scrolling(desk: Desk) -> None:
    view = desk.W.HtmlView("".join(f"<p>line {number}</p>" for number in range(100)))
    desk.show(view)
    calls = desk.calls(view, "scrolled")
    assert view.get_scroll_position() == (0.0, 0.0)
    view.scroll_to_bottom()
    expect(desk.at(view).get_by_text("line 99")).to_be_in_viewport()
    assert view.get_scroll_position() == (0.0, 1.0)
    view.scroll_to_top()
    expect(desk.at(view).get_by_text("line 0", exact=True)).to_be_in_viewport()
    view.set_scroll_position(v_pct=0.5)
    expect(desk.at(view).get_by_text("line 50")).to_be_in_viewport()
    desk.assert_silent(calls)
    expect(desk.at(view).get_by_text("line 50")).to_be_in_viewport()
    expect(desk.at(view, page=desk.second).get_by_text("line 50")).to_be_in_viewport()
    # by keys, from the Tab key on
    desk.at(view).focus()
    desk.page.keyboard.press("End")
    calls.until(0.0, 1.0)
    assert view.get_scroll_position() == (0.0, 1.0)
    view.append_html("<p>more</p>" * 20)
    view.scroll_to_bottom()
    expect(desk.at(view).get_by_text("more").last).to_be_in_viewport()
    desk.reload()
    expect(desk.at(view).get_by_text("more").last).to_be_in_viewport()
    desk.assert_accessible()


def test_a_long_text_comes_in_frames_of_a_bearable_size(desk: Desk) -> None:
    sizes: list[int] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: sizes.append(len(payload)))

    desk.page.on("websocket", watch)
    view = desk.W.HtmlView("<p>begin</p>" + f"<div>{'a ' * 800_000}</div>")
    desk.show(view)
    view.append_html(f"<div>{'b ' * 800_000}</div><p>end</p>")
    expect(desk.at(view, "p")).to_have_text(["begin", "end"])
    assert sum(sizes) > 3_000_000
    assert max(sizes) <= 2**20
    assert len(view.get_html()) > 3_000_000


RESIZED = """(content) => new Promise((done) => {
  const window = content.closest(".pg-window");
  const widths = [];
  const step = (count) => {
    widths.push(content.offsetWidth);
    if (count === 0) return done(new Set(widths).size);
    window.style.width = `${400 + 10 * count}px`;
    requestAnimationFrame(() => step(count - 1));
  };
  step(12);
})"""
"""Resizes the window around a text in each frame; says how many widths the text had."""


def test_a_long_text_lets_its_window_follow_who_resizes_it(desk: Desk) -> None:
    view = desk.W.HtmlView("<p>some words in a paragraph that is broken into lines</p>" * 8000)
    window = desk.show(view, 600, 300)
    content = desk.at(view, ".pg-html-content")
    assert content.evaluate(RESIZED) < 6
    window.resize(380, 300)
    is_broken = "(content) => content.offsetWidth === content.parentElement.clientWidth"
    wait_until(lambda: bool(content.evaluate(is_broken)), "it is broken anew", desk.page)
    assert desk.box(view)["width"] <= 380
    view.set_html("<p>short</p>")
    wait_until(lambda: content.get_attribute("style") in {"", None}, "it is as wide", desk.page)
