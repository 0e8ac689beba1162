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
    found = desk.look(box, ASKED_AGAIN)
    # these ask what has rows for a child that fills, and stop at the first that does
    assert [it for it in found if ":has(> .pg-fill" not in it] == []


COUNTED = """() => {
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "classList");
  globalThis.looks = 0;
  Object.defineProperty(Element.prototype, "classList", {
    configurable: true,
    get() {
      globalThis.looks += this.matches(".pg-label") ? 1 : 0;
      return get.call(this);
    },
  });
}"""


def test_those_that_are_there_are_not_looked_at_again(desk: Desk) -> None:
    box = desk.W.VBox()
    for number in range(40):
        box.add_widget(desk.W.Label(f"{number}"))
    desk.show(box)
    desk.page.evaluate(COUNTED)
    box.add_widget(desk.W.Label("one more"))
    desk.page.get_by_text("one more").wait_for()
    assert desk.page.evaluate("looks") < 40


def test_tables_are_laid_out_together(desk: Desk) -> None:
    desk.show(desk.W.TableView(data=[{"name": "first"}]))
    area, box = desk.W.ScrollArea(), desk.W.VBox()
    area.set_widget(box)
    desk.show(area)
    devtools = desk.page.context.new_cdp_session(desk.page)
    devtools.send("Performance.enable")

    def layouts() -> int:
        found = devtools.send("Performance.getMetrics")["metrics"]
        return next(int(it["value"]) for it in found if it["name"] == "LayoutCount")

    before = layouts()

    def make() -> None:
        for number in range(40):
            rows = [{"name": f"item {number}", "count": number}]
            box.add_widget(desk.W.TableView(data=rows, frozen_columns=1, rows_editable=True))
            box.add_widget(desk.W.TreeView(tree={"a": {"b": {"count": number}}}))

    desk.session.gui_call(make)
    desk.page.get_by_text("item 39").wait_for(state="attached")
    desk.settle()
    assert layouts() - before < 40
    devtools.detach()
