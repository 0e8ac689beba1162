// Finds what other libraries show. Runs in their pages before their own scripts.
(() => {
  /** When a text was last drawn on a canvas, and where. */
  const drawn = new Map();
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function draw(text, x, y, ...more) {
    drawn.set(String(text), { at: performance.now(), canvas: this.canvas, matrix: this.getTransform(), x, y });
    return fillText.call(this, text, x, y, ...more);
  };

  /** The elements of a page, those in shadow trees among them. */
  const found = (root, selector) => {
    const inner = [...root.querySelectorAll("*")].filter((it) => it.shadowRoot);
    return [...root.querySelectorAll(selector), ...inner.flatMap((it) => found(it.shadowRoot, selector))];
  };

  globalThis.peer = {
    found: (selector) => found(document, selector),

    /** The time of day at which a text was painted that is drawn from now on. */
    async drawn(text) {
      const since = performance.now();
      const isDrawn = () => (drawn.get(text)?.at ?? 0) > since;
      return performance.timeOrigin + (await globalThis.probe.painted(isDrawn));
    },

    has: (text) => drawn.has(text),

    /** Where a text is, in the window. */
    place(text) {
      const { canvas, matrix, x, y } = drawn.get(text);
      const point = matrix.transformPoint(new DOMPoint(x, y));
      const box = canvas.getBoundingClientRect();
      const scale = box.width / canvas.width;
      return [box.x + point.x * scale, box.y + point.y * scale];
    },

    /** The time of day at which a row of a `regular-table` was painted with this in a cell.
     *  @param index from the top, or from the end if it is below 0 */
    async listed(index, text) {
      const shows = () => {
        const row = found(document, "regular-table tbody tr").at(index);
        return row && [...row.cells].some((it) => it.textContent === text);
      };
      return performance.timeOrigin + (await globalThis.probe.painted(shows));
    },

    /** The time of day at which the first row of a Tabulator was painted with this in a cell. */
    async tabulated(field, text) {
      const shows = () => {
        const [cell] = found(document, `.tabulator-row .tabulator-cell[tabulator-field="${field}"]`);
        return cell?.textContent === text;
      };
      return performance.timeOrigin + (await globalThis.probe.painted(shows));
    },
  };
})();
