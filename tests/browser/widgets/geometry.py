"""What holds of every layout, whatever is in it: derived from the tree and the catalog."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.registry import declarations
from pgwidgets.model.node import Node
from pgwidgets.session.widgets import node_of
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.specimens import placing

_TOOLS = """
  const at = (id) => document.getElementById(id);
  const shows = (element) => {
    const isVisible = element?.checkVisibility({ visibilityProperty: true });
    return isVisible && element.getClientRects().length > 0;
  };
  const px = (text) => Number.parseFloat(text) || 0;
  const name = ({ id }) => `${nodes.find((node) => node.id === id)?.kind ?? "?"} ${id}`;
  const overflow = (element, axis) => getComputedStyle(element)[`overflow${axis}`];
  const scrolls = (element, axis) => /auto|scroll/.test(overflow(element, axis));
  const clips = (element, axis) => overflow(element, axis) !== "visible";
  // Both axes alike.
  const AXES = [
    { axis: "X", start: "left", end: "right", length: "width", inner: "clientWidth",
      outer: "offsetWidth", all: "scrollWidth", from: "clientLeft",
      edges: ["borderLeftWidth", "borderRightWidth"], margins: ["marginLeft", "marginRight"],
      paddings: ["paddingLeft", "paddingRight"], self: "justifySelf" },
    { axis: "Y", start: "top", end: "bottom", length: "height", inner: "clientHeight",
      outer: "offsetHeight", all: "scrollHeight", from: "clientTop",
      edges: ["borderTopWidth", "borderBottomWidth"], margins: ["marginTop", "marginBottom"],
      paddings: ["paddingTop", "paddingBottom"], self: "alignSelf" },
  ];
  // How large an element would be with other styles, which it has for no frame.
  const measured = (element, styles, length) => {
    const before = element.getAttribute("style");
    Object.assign(element.style, styles);
    const found = element.getBoundingClientRect()[length];
    if (before === null) element.removeAttribute("style");
    else element.setAttribute("style", before);
    return found;
  };
"""

FAULTS = f"""([nodes, isFitted]) => {{
  {_TOOLS}
  const faults = [];
  const giving = ".pg-fill, .pg-field, .pg-slider, .pg-progress-bar";
  // From an element out to another.
  const around = (element, outer) => {{
    const found = [];
    for (let it = element; it !== outer;) found.push((it = it.parentElement));
    return found;
  }};

  // Nothing is cut off where it can't be scrolled to.
  const reachable = (element) => {{
    const own = element.getBoundingClientRect();
    for (const {{ axis, start, end, inner, all, from }} of AXES) {{
      for (let it = element.parentElement; it; it = it.parentElement) {{
        // What scrolls by declaration shows a part of what is in it.
        if (scrolls(it, axis) || it.matches(".pg-scroll-content")) break;
        if (!clips(it, axis)) continue;
        const box = it.getBoundingClientRect();
        const first = box[start] + it[from];
        const beyond = Math.max(first - own[start], own[end] - first - it[inner]);
        if (beyond <= 1) continue;
        const by = `${{beyond}} px in ${{axis}} by ${{it.className}}`;
        faults.push(`${{name(element)}} is cut off by ${{by}}`);
        break;
      }}
    }}
  }};

  const seen = (element, outer) => {{
    const box = element.getBoundingClientRect();
    const found = {{ left: box.left, top: box.top, right: box.right, bottom: box.bottom }};
    for (const it of around(element, outer)) {{
      const edge = it.getBoundingClientRect();
      for (const {{ axis, start, end }} of AXES) {{
        if (!clips(it, axis)) continue;
        found[start] = Math.max(found[start], edge[start]);
        found[end] = Math.min(found[end], edge[end]);
      }}
    }}
    return found;
  }};

  // None lies over another, but where the program says where each lies.
  const apart = (leaves, window) => {{
    const boxes = leaves.map((it) => [it, seen(it, window)]);
    const placed = nodes.filter((node) => node.isPlaced).map(({{ id }}) => at(id));
    for (const [index, [one, a]] of boxes.entries()) {{
      for (const [other, b] of boxes.slice(index + 1)) {{
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across <= 1 || down <= 1) continue;
        if (placed.some((it) => it.contains(one) && it.contains(other))) continue;
        faults.push(`${{name(one)}} and ${{name(other)}} share ${{across}} x ${{down}} px`);
      }}
    }}
  }};

  // What has a share has it to the pixel, or the least that it needs; the others are as large as
  // they are by nature, as long as there is a share to be had.
  const shares = (node, element) => {{
    const style = getComputedStyle(element);
    if (style.display !== "flex" || style.flexWrap !== "nowrap") return;
    const along = AXES[style.flexDirection.startsWith("row") ? 0 : 1];
    const children = node.children.filter(({{ id }}) => shows(at(id)));
    const sized = children.map((child) => {{
      const it = at(child.id);
      const given = getComputedStyle(it);
      // The room inside an edge comes on top of the share.
      const inner = [...along.edges, ...along.paddings];
      const own = inner.reduce((sum, edge) => sum + px(given[edge]), 0);
      const size = it.getBoundingClientRect()[along.length] - own;
      const least = measured(it, {{ flex: "0 0 0px" }}, along.length) - own;
      const nature = measured(it, {{ flex: "none" }}, along.length) - own;
      const share = given.flexBasis === "0px" ? px(given.flexGrow) : 0;
      return {{ it, size, least, nature, share, grows: px(given.flexGrow) > 0 }};
    }});
    const sharing = sized.filter(({{ share }}) => share > 0);
    const free = sharing.filter(({{ size, least }}) => size > least + 1);
    if (!free.length) return;
    const unit = Math.min(...free.map(({{ size, share }}) => size / share));
    for (const {{ it, size, share, least }} of sharing) {{
      if (Math.abs(size - Math.max(unit * share, least)) > 1) {{
        faults.push(`${{name(it)}} has ${{size}} px, not ${{share}} times ${{unit}}`);
      }}
    }}
    for (const {{ it, size, nature, share, grows }} of sized) {{
      if (!share && !grows && Math.abs(size - nature) > 1) {{
        faults.push(`${{name(it)}} has ${{size}} px, not ${{nature}} as by nature`);
      }}
    }}
  }};

  const limits = ({{ id, limits }}) => {{
    const box = at(id).getBoundingClientRect();
    for (const {{ length }} of AXES) {{
      const least = limits[`min_${{length}}`];
      if (least !== null && box[length] < least - 1) {{
        const found = `${{length}} of ${{box[length]}}, less than ${{least}}`;
        faults.push(`${{name(at(id))}} has a ${{found}}`);
      }}
    }}
  }};

  // What holds others scrolls only if these need more room than there is. What gives way first is
  // no reason, but where the program says where all lies.
  const small = document.createElement("style");
  const placed = nodes.filter((node) => node.isPlaced).map(({{ id }}) => `#${{id}} *`);
  const fixed = [".pg-sized", ...placed].join(", ");
  small.textContent = `:is(${{giving}}):not(${{fixed}}) {{ width: 0 !important; }}`;
  const scrolling = (element) => {{
    for (const {{ axis, length, inner, outer, all, edges, margins, self }} of AXES) {{
      const more = element[all] - element[inner];
      if (!scrolls(element, axis) || more <= 0) continue;
      const style = getComputedStyle(element);
      const room = element[outer] - edges.reduce((sum, edge) => sum + px(style[edge]), 0);
      if (axis === "X") document.head.append(small);
      const needs = [...element.children].map((child) => {{
        const given = getComputedStyle(child);
        const beside = margins.reduce((sum, margin) => sum + px(given[margin]), 0);
        return beside + measured(child, {{ [length]: "min-content", [self]: "start" }}, length);
      }});
      small.remove();
      if (Math.max(0, ...needs) <= room - 16) {{
        faults.push(`${{element.className}} of ${{name(element.closest(".pg-widget"))}} scrolls by `
          + `${{more}} px in ${{axis}} for what needs ${{needs}} of ${{room}}`);
      }}
    }}
  }};

  const shown = nodes.filter(({{ id }}) => shows(at(id)));
  for (const node of shown) {{
    const element = at(node.id);
    limits(node);
    reachable(element);
    if (node.shares) shares(node, element);
    if (!isFitted) continue;
    for (const it of element.querySelectorAll(".pg-room, .pg-frame-body, .pg-disclosure-body")) {{
      if (it.closest(".pg-widget") === element && shows(it)) scrolling(it);
    }}
  }}
  const leaves = shown.filter(({{ children }}) => !children.some(({{ id }}) => shows(at(id))));
  apart(leaves.map(({{ id }}) => at(id)), at(nodes[0].id));
  return faults;
}}"""
"""What is wrong in a layout: for each a sentence."""

BOXES = """(ids) => Object.fromEntries(ids.map((id) => {
  const element = document.getElementById(id);
  if (!element?.getClientRects().length) return [id, null];
  const { x, y, width, height } = element.getBoundingClientRect();
  return [id, [x, y, width, height].map((it) => Math.round(it * 10) / 10)];
}))"""
"""Where some elements lie."""


def described(window: Any) -> list[dict[str, Any]]:
    """Return what there is in a window, as the program has it."""
    nodes, waiting = [], [node_of(window)]
    while waiting:
        node = waiting.pop()
        if not declarations()[node.kind].remote:
            continue
        waiting += [placement.node for placement in node.children]
        nodes.append(_described(node))
    return nodes


def _described(node: Node) -> dict[str, Any]:
    method = placing(declarations()[node.kind])
    names = {item.name for item in method.parameters} if method is not None else set()
    children = [placement.node for placement in node.children]
    return {
        "id": f"pg-{node.wid}",
        "kind": node.kind,
        # the program says where each of them lies, or each has a window there
        "isPlaced": "x" in names or any(child.frame is not None for child in children),
        "shares": "stretch" in names,
        "limits": {key: node.state[key] for key in ("min_width", "min_height")},
        "children": [{"id": f"pg-{child.wid}"} for child in children],
    }


def verify(desk: Desk, window: Any, where: object, *, is_fitted: bool = True) -> None:
    """Fail unless a window is laid out as all are.

    Parameters
    ----------
    is_fitted : bool
        Whether nothing in it may need more room than is seen in its parts.
    """
    given = [described(window), is_fitted]
    desk.settle()
    try:
        wait_until(lambda: desk.page.evaluate(FAULTS, given) == [], "", desk.page)
    except AssertionError:
        found = desk.page.evaluate(FAULTS, given)
        raise AssertionError("\n".join([str(where), *found])) from None


def boxes(desk: Desk, window: Any) -> dict[str, list[float] | None]:
    """Return where all that is in a window lies."""
    ids = [node["id"] for node in described(window)]
    found: dict[str, list[float] | None] = desk.page.evaluate(BOXES, ids)
    return found
