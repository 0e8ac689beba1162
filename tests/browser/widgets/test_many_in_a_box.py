"""What one more child costs a box does not depend on how many it has."""

from __future__ import annotations

from tests.browser.widgets.desk import Desk

ASKED_AGAIN = """(box) => {
  const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const selectors = [];
  const collect = (rules, outer) => {
    for (const rule of rules) {
      const own = rule.selectorText ? `${outer} ${rule.selectorText}` : outer;
      if (rule.selectorText) selectors.push(own);
      if (rule.cssRules?.length) collect(rule.cssRules, own);
    }
  };
  collect(sheets, "");
  return selectors.filter((it) => /pg-through|pg-room/.test(it) && /:has\\(|:nth-/.test(it));
}"""
"""Rules about room that would be asked of all children again: see core/room.ts."""


def test_room_is_no_matter_of_all_children(desk: Desk) -> None:
    box = desk.W.VBox()
    box.add_widget(desk.W.Label("text"))
    desk.show(box)
    found = desk.at(box).evaluate(ASKED_AGAIN)
    # these ask what has rows for a child that fills, and stop at the first that does
    assert [it for it in found if ":has(> .pg-fill" not in it] == []
