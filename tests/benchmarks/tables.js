// Measures tables, in any page: what differs between the product and others is in `face`.
(() => {
  const { probe } = globalThis;
  const { painted, rested } = probe;

  /** Whether something of a row is in view: not all is that is laid out. */
  const inView = (row) => {
    const scroller = row.closest(".pg-grid-scroller");
    const head = scroller.querySelector(".pg-grid-head").getBoundingClientRect();
    const box = row.getBoundingClientRect();
    return box.bottom > head.bottom + 1 && box.top < scroller.getBoundingClientRect().bottom - 1;
  };

  /** How the product's page shows a table. */
  const ours = {
    get scroller() {
      const shown = [...document.querySelectorAll(".pg-grid-scroller")];
      return shown.find((it) => it.clientHeight > 0);
    },
    /** The texts of the first cells of the rows in view, from the top; null where one is blank. */
    rows() {
      // without columns nothing scrolls
      const found = this.scroller?.querySelectorAll(".pg-grid-body > .pg-row") ?? [];
      const rows = [...found].filter(inView);
      rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex);
      return rows.map((row) => {
        const isBlank = row.classList.contains("pg-blank");
        return isBlank ? null : (row.querySelector(".pg-cell")?.textContent ?? null);
      });
    },
    /** The number of the first row in view, and those of the rows in view that are blank. */
    blanks() {
      const rows = [...this.scroller.querySelectorAll(".pg-grid-body > .pg-row")].filter(inView);
      const ranks = (some) => some.map((it) => Number(it.ariaRowIndex));
      const blanks = ranks(rows.filter((it) => it.classList.contains("pg-blank")));
      return { first: Math.min(...ranks(rows)), blanks };
    },
    /** All that a row in view shows. */
    cells(index) {
      const rows = [...document.querySelectorAll(".pg-grid-body > .pg-row")];
      const row = rows.find((it) => it.checkVisibility() && Number(it.ariaRowIndex) === index + 2);
      return row ? [...row.querySelectorAll(".pg-cell")].map((it) => it.textContent) : [];
    },
    /** Whether rows fill the view. */
    get isFull() {
      const rows = this.rows();
      const { scroller } = this;
      const row = scroller?.querySelector(".pg-grid-body > .pg-row");
      if (!row) return false;
      const height = row.getBoundingClientRect().height;
      const head = scroller.querySelector(".pg-grid-head").clientHeight;
      const fit = Math.floor((scroller.clientHeight - head) / height);
      const count = Number(scroller.querySelector(".pg-grid").ariaRowCount) - 1;
      return rows.length >= Math.min(fit, count) && !rows.includes(null);
    },
    head(name) {
      const heads = [...this.scroller.querySelectorAll(".pg-head-cell")];
      return heads.find((it) => it.textContent.trim().startsWith(name));
    },
  };

  const face = globalThis.face ?? ours;
  const at = (time) => performance.timeOrigin + time;

  globalThis.tables = {
    face,

    /** The time of day at which the rows in view were painted, this one first. */
    async first(text) {
      return at(await painted(() => face.rows()[0] === text && face.isFull));
    },

    /** The time of day at which a row in view was painted with one of its cells like this. */
    async shows(index, column, text) {
      return at(await painted(() => face.cells(index)[column] === text));
    },

    /** How long it takes from scrolling the bar to a fraction of its way until rows are painted. */
    async jump(fraction) {
      await rested();
      const [before] = face.rows();
      const start = probe.scrolled(face.scroller, fraction);
      const end = await painted(() => face.rows()[0] !== before && face.isFull);
      return end - (await start);
    },

    /** Looks at each frame from now on until it is asked what it saw: how many there were in a
     *  second, for how long a row in view was blank at most, and how often others were in view. */
    watch() {
      const start = performance.now();
      let [frames, blank, moved, seen, goes] = [0, 0, 0, -1, true];
      let since = new Map();
      const look = () => {
        const now = performance.now();
        frames += 1;
        const { first, blanks } = face.blanks();
        since = new Map(blanks.map((rank) => [rank, since.get(rank) ?? now]));
        for (const begin of since.values()) blank = Math.max(blank, now - begin);
        if (first !== seen) moved += 1;
        seen = first;
        if (goes) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      this.watched = async () => {
        const rate = (1000 * frames) / (performance.now() - start);
        // what is still to come
        await painted(() => face.isFull);
        await new Promise(requestAnimationFrame);
        goes = false;
        return { rate, blank, moved };
      };
    },

    /** How long it takes from a click on a head until the rows in view are painted, this one first;
     *  and what a click on a button takes meanwhile at most, until a text has changed. */
    async sorted(head, column, text) {
      await rested();
      const label = document.querySelector(".pg-label");
      const button = document.querySelector("button.pg-button");
      let goes = true;
      const clicks = [];
      const live = async () => {
        while (goes) {
          const before = label.textContent;
          const start = performance.now();
          button.click();
          while (label.textContent === before) await new Promise((resolve) => setTimeout(resolve, 1));
          clicks.push(performance.now() - start);
          // Nobody clicks all the time, and the page has other things to do.
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
      };
      const start = performance.now();
      for (const type of ["pointerdown", "pointerup", "click"]) {
        const init = { bubbles: true, button: 0, pointerId: 1, isPrimary: true };
        face.head(head).dispatchEvent(new PointerEvent(type, init));
      }
      const lives = live();
      const end = await painted(() => face.isFull && face.cells(0)[column] === text);
      goes = false;
      await lives;
      return { time: end - start, live: Math.max(...clicks), clicks: clicks.length };
    },

    /** From now on, notes when the first key is pressed, and when the clipboard was written. */
    copies() {
      const { clipboard } = navigator;
      const prototype = Object.getPrototypeOf(clipboard);
      this.copied = new Promise((resolve) => {
        let start;
        const begin = () => (start ??= performance.now());
        addEventListener("keydown", begin, { capture: true, once: true });
        prototype.write = new Proxy(prototype.write, {
          apply: async (write, self, [items]) => {
            const done = write.call(self, items);
            await done;
            resolve(performance.now() - start);
            return done;
          },
        });
      });
    },
  };
})();
