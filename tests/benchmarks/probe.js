// Runs in every measured page before its own scripts: the product's page and the plain one alike.
// Both have their texts in elements of the class "pg-label", so that one clock serves both.

const labels = document.getElementsByClassName("pg-label");

const DEADLINE_MS = 30_000;
/** A browser is busy for a while after it has loaded a page: what follows is not measured then. */
const RESTED_FRAMES = 40;
const FRAME_MS = 20;
/** Times of day are told modulo this by what shows them. */
const WRAP_MS = 100_000;

/** A promise as of the function, but one that fails rather than being for ever. */
function promise(begin) {
  return new Promise((resolve, reject) => {
    const text = `nothing happened for ${DEADLINE_MS} ms`;
    const timer = setTimeout(() => reject(new Error(text)), DEADLINE_MS);
    begin((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** Resolves with the time in ms when a frame was painted in which `holds()` is true. */
function painted(holds) {
  return promise((resolve) => {
    const look = () => {
      // Callbacks run before the frame's layout and paint, some after this one; a message's task
      // comes after them.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (holds()) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** Resolves with the time in ms at which the text of an element changes. */
function changed(element) {
  return promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(element, { childList: true, characterData: true, subtree: true });
  });
}

/** Resolves when the page has nothing left to do: frames in a row came in time. */
function rested() {
  return promise((resolve) => {
    let inTime = 0;
    let last = performance.now();
    const look = (now) => {
      inTime = now - last < FRAME_MS ? inTime + 1 : 0;
      last = now;
      if (inTime < RESTED_FRAMES) requestAnimationFrame(look);
      else resolve();
    };
    requestAnimationFrame(look);
  });
}

const probe = {
  rested,
  painted,

  /** Scrolls down to a fraction of the way. Resolves with the time in ms at which the page is told
   *  of that. A user's scrolling is told in the frame that shows it. A script's is told in the next
   *  frame: up to then a page can do nothing, and nothing is seen of it. */
  scrolled(scroller, fraction) {
    const told = promise((resolve) => {
      // before anybody who is in the page
      const options = { capture: true, once: true };
      scroller.getRootNode().addEventListener("scroll", () => resolve(performance.now()), options);
    });
    scroller.scrollTop = fraction * (scroller.scrollHeight - scroller.clientHeight);
    return told;
  },

  /** The time from the navigation's start until that many labels were painted. */
  loaded(count) {
    return painted(() => labels.length >= count);
  },

  /** The time of day in ms at which that many labels were painted. */
  async loadedAt(count) {
    return performance.timeOrigin + (await this.loaded(count));
  },

  /** The times from a click until the first label's text changed. */
  async clicks(count) {
    const button = document.querySelector("button.pg-button");
    const times = [];
    for (let i = 0; i < count; i += 1) {
      const change = changed(labels[0]);
      const start = performance.now();
      button.click();
      times.push((await change) - start);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    return times;
  },

  /** The time from a click until the labels that it adds were painted. */
  async added(count) {
    await rested();
    const wanted = labels.length + count;
    const shown = painted(() => labels.length >= wanted);
    const start = performance.now();
    document.querySelector("button.pg-button").click();
    return (await shown) - start;
  },

  /** The time from a click until the widget that it fills is there, and a label says so. */
  async filled() {
    await rested();
    const change = changed(labels[0]);
    const start = performance.now();
    document.querySelector("button.pg-button").click();
    return (await change) - start;
  },

  /** The gaps between frames for some seconds: 99 % of them are no longer, and the longest. */
  async gaps(seconds) {
    const gaps = [];
    const start = await new Promise(requestAnimationFrame);
    let now = start;
    while (now - start < seconds * 1000) {
      const next = await new Promise(requestAnimationFrame);
      gaps.push(next - now);
      now = next;
    }
    gaps.sort((a, b) => a - b);
    return { p99: gaps[Math.floor(gaps.length * 0.99)], longest: gaps.at(-1) };
  },

  /** The same while a log grows, and how many of its lines come in each second. */
  async grown(seconds) {
    const area = document.querySelector(".pg-text-surface");
    const last = () => {
      const end = (area.value ?? area.textContent).slice(-200);
      return Number.parseInt(end.split("\n").at(-2), 10);
    };
    const [start, first] = [performance.now(), last()];
    const gaps = await this.gaps(seconds);
    const rate = (last() - first) / ((performance.now() - start) / 1000);
    return { ...gaps, rate };
  },

  /** How old the time of day is that something shows, in ms: half of the time, and 95 % of it. */
  async ages(name, seconds) {
    const shown = {
      label: () => Number(labels[1].textContent),
      progress: () => {
        const bar = document.querySelector(".pg-progress-bar");
        return Math.round(Number(bar.style.getPropertyValue("--pg-share")) * WRAP_MS);
      },
      pictures: () => {
        const { naturalWidth, naturalHeight } = document.querySelector(".pg-image-picture");
        return naturalWidth - 1 + 1000 * (naturalHeight - 1);
      },
    }[name];
    const ages = [];
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {
      await new Promise(requestAnimationFrame);
      const now = shown();
      if (now > 0) ages.push((Date.now() - now) % WRAP_MS);
    }
    ages.sort((a, b) => a - b);
    const at = (share) => ages[Math.floor(ages.length * share)];
    return { median: at(0.5), most: at(0.95) };
  },

  /** Moves a slider once in each frame; the times until the first label told each value. */
  async drag(count) {
    const slider = document.querySelector("input[type=range]");
    const starts = new Map();
    const times = [];
    const observer = new MutationObserver(() => {
      const start = starts.get(labels[0].textContent);
      if (start !== undefined) times.push(performance.now() - start);
    });
    observer.observe(labels[0], { childList: true, characterData: true, subtree: true });
    for (let value = 1; value <= count; value += 1) {
      slider.valueAsNumber = value;
      starts.set(String(value), performance.now());
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
    slider.dispatchEvent(new Event("change", { bubbles: true }));
    while (labels[0].textContent !== String(count)) await changed(labels[0]);
    observer.disconnect();
    return times;
  },
};

globalThis.probe = probe;
