((facts) => {
  const script = document.currentScript;
  const box = (script && script.parentElement) || document.getElementById(facts.id);
  if (!box) return;
  /* What the kernel's own loop serves answers when no cell runs. */
  const PROBE_MS = facts.sharesLoop ? 1000 : 5000;
  const SILENT = "no answer in time";
  const SILENT_SOCKET = "its WebSocket does not answer in time";
  const OPEN_MS = 15000;
  /* What the notebook's user presses wherever the focus is, and what the notebook looks at. */
  const KEYS = ["Shift+Enter", "Ctrl+Enter", "Meta+Enter", "Alt+Enter", "Ctrl+s", "Meta+s", "Escape"];
  const CODES = { Enter: 13, Escape: 27, KeyS: 83 };
  const LOGIN = /\/(login|oauth2)\b/;

  /* What is wrong with an address, or null: it must answer HTTP and WebSocket alike. */
  async function problem(url) {
    const page = new URL(url, document.baseURI);
    return (await pageProblem(page)) || socketProblem(page);
  }

  async function pageProblem(page) {
    const isOwn = page.origin === location.origin;
    try {
      const answer = await fetch(page, {
        mode: isOwn ? "same-origin" : "no-cors",
        signal: AbortSignal.timeout(PROBE_MS),
      });
      if (!isOwn) return null;
      if (LOGIN.test(new URL(answer.url).pathname)) return "the server asks for a login";
      if (answer.status === 504) return SILENT;
      if (!answer.ok) return `the server answers ${answer.status} ${answer.statusText}`.trim();
      const text = await answer.text();
      return text.includes("Widgets.js") ? null : "something else answers there";
    } catch (error) {
      if (error.name === "TimeoutError") return SILENT;
      const isMixed = location.protocol === "https:" && page.protocol === "http:";
      return isMixed
        ? "not reached; from a page that came over https, browsers refuse addresses with http"
        : "nothing answers there";
    }
  }

  function socketProblem(page) {
    const url = new URL("ws", page);
    url.protocol = url.protocol.replace("http", "ws");
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      const end = (result) => {
        clearTimeout(timer);
        socket.onclose = null;
        socket.close();
        resolve(result);
      };
      const timer = setTimeout(() => end(SILENT_SOCKET), PROBE_MS);
      socket.onmessage = () => end(null);
      socket.onclose = () => end("the page is there, but its WebSocket is refused");
    });
  }

  /* No token is saved with a notebook: the kernel tells it to the page that is open now. Resolves
     to an object for the query of the addresses, or to null if what is shown has ended. */
  function credentials() {
    const { kernel, request, reply, about } = facts.ask;
    const settings = document.getElementById("jupyter-config-data");
    if (!settings) throw new Error("this page can't ask the kernel for what joining needs");
    const { baseUrl } = JSON.parse(settings.textContent);
    const id = crypto.randomUUID?.() ?? facts.id;
    const url = new URL(`${baseUrl}api/kernels/${kernel}/channels?session_id=${id}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const header = { msg_id: id, session: id, username: "", version: "5.4", msg_type: request };
    const message = { header, parent_header: {}, metadata: {}, content: about, buffers: [] };
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      const fail = (why) => () => reject(new Error(why));
      socket.onopen = () => {
        setTimeout(fail("the kernel does not tell what joining needs"), PROBE_MS);
        socket.send(JSON.stringify({ ...message, channel: "control" }));
      };
      socket.onclose = fail("the kernel has ended");
      socket.onmessage = ({ data }) => {
        const { parent_header, header, content } = typeof data === "string" ? JSON.parse(data) : {};
        if (parent_header?.msg_id === id && header.msg_type === reply) resolve(content.needed);
      };
    }).finally(() => {
      socket.onclose = null;
      socket.close();
    });
  }

  /* The addresses as the page of this moment may open them. */
  async function addresses() {
    if (!facts.ask) return facts.urls;
    const needed = await credentials();
    if (!needed) throw new Error("the application or the session has ended");
    return facts.urls.map((url) => withQuery(url, new URLSearchParams(needed)));
  }

  function withQuery(url, more) {
    return `${url}${url.includes("?") ? "&" : "?"}${more}`;
  }

  function element(tag, style, text) {
    const made = document.createElement(tag);
    made.style.cssText = style;
    if (text) made.textContent = text;
    return made;
  }

  const [note, link] = [box.querySelector(":scope > [data-note]"), box.querySelector(":scope > a")];
  /* What is left of the window where it can't be reached, if anything is. */
  const still = box.querySelector(":scope > [data-still]");

  function showStill(shows) {
    if (still) still.style.display = shows ? "" : "none";
  }

  function show(url) {
    link.href = url;
    link.style.display = "";
    box.dataset.state = "shown";
    if (facts.how === "iframe") {
      box.insertBefore(frame(url), link);
      makeDiscreet(link);
    }
    if (facts.how !== "tab" || Date.now() / 1000 - facts.time > OPEN_MS / 1000) return;
    /* A notebook that is opened again opens no tabs. */
    window.open(url, "_blank", "noopener");
  }

  function frame(url) {
    const made = element("iframe", facts.style);
    made.title = "pgwidgets";
    made.allow = "clipboard-read; clipboard-write; fullscreen";
    made.src = withQuery(url, facts.fit ? "cell=1&fit=1" : "cell=1");
    if (facts.fit) made.dataset.fit = "";
    made.onload = () => {
      tellTheme(made);
      made.contentWindow?.postMessage({ pgwidgets: { keys: KEYS } }, "*");
    };
    return made;
  }

  /* Beside the frame, where it covers nothing, and only while the pointer or the focus is here. */
  function makeDiscreet(link) {
    link.title = link.textContent.replace("↗", "").trim();
    link.ariaLabel = link.title;
    link.textContent = "↗";
    link.className = "pgwidgets-tab";
  }

  /* A page of another origin can't look at this one. */
  function tellTheme(made) {
    const { jpThemeLight } = document.body.dataset;
    if (jpThemeLight === undefined) return;
    const computed = getComputedStyle(document.body);
    const wanted = made.dataset.wanted?.split(" ") ?? [];
    const style = Object.fromEntries(wanted.map((name) => [name, computed.getPropertyValue(name)]));
    made.contentWindow?.postMessage({ pgwidgets: { isDark: jpThemeLight === "false", style } }, "*");
  }

  /* A key that no widget used, while the user is in the frame. The notebook looks for the cell
     around what has the focus; for what concerns it as a whole it listens on the page's body, and
     JupyterLab would take the focus to a cell for any key that comes from inside one. */
  function pressKey(made, key) {
    if (document.activeElement !== made || !KEYS.includes(key)) return;
    const names = key.split("+");
    const init = { key: names.at(-1), bubbles: true, cancelable: true };
    for (const name of names.slice(0, -1)) init[`${name.toLowerCase()}Key`] = true;
    const code = init.key === "s" ? "KeyS" : init.key;
    const stays = code === "KeyS";
    const place = stays ? document.body : made.closest(".jp-Cell, [tabindex]");
    if (!stays) place?.focus();
    const event = new KeyboardEvent("keydown", { ...init, code, keyCode: CODES[code] });
    if (key !== "Escape") place?.dispatchEvent(event);
  }

  /* Nor can it set its own height, or know which of this page's properties there are: it tells. */
  function told({ source, data }) {
    const { height, wanted, key } = data?.pgwidgets ?? {};
    for (const made of document.querySelectorAll(".pgwidgets-output iframe")) {
      if (made.contentWindow !== source) continue;
      if (key) pressKey(made, key);
      if (height > 0 && "fit" in made.dataset) made.style.height = `${height}px`;
      if (!Array.isArray(wanted)) continue;
      made.dataset.wanted = wanted.join(" ");
      tellTheme(made);
    }
  }

  /* Once for all outputs. */
  function listen() {
    if (globalThis.pgwidgetsListens) return;
    globalThis.pgwidgetsListens = true;
    addEventListener("message", told);
    document.head.append(element("style", "", facts.sheet));
    const tellAll = () => document.querySelectorAll(".pgwidgets-output iframe").forEach(tellTheme);
    new MutationObserver(tellAll).observe(document.body, {
      attributeFilter: ["data-jp-theme-light"],
    });
  }

  function explain(tried) {
    box.dataset.state = "failed";
    showStill(true);
    note.style.display = "";
    note.replaceChildren(
      element("strong", "", "This window can't be reached."),
      element("div", "margin: 4px 0", facts.advice),
    );
    const list = element("ul", "margin: 4px 0; padding-left: 20px");
    for (const [url, why] of tried) {
      list.append(element("li", "overflow-wrap: anywhere", `${url.split("?")[0]}: ${why}`));
    }
    const again = element("button", "font: inherit; margin-top: 4px", "Try again");
    again.type = "button";
    again.onclick = () => void start();
    note.append(list, again);
  }

  /* Shows the first address that answers; resolves to why each was not taken, if none was. */
  async function attempt() {
    const tried = [];
    try {
      for (const url of await addresses()) {
        const why = await problem(url);
        if (why === null) return show(url);
        tried.push([url, why]);
      }
    } catch (error) {
      tried.push([facts.urls[0], error.message]);
    }
    return tried;
  }

  async function start() {
    showStill(false);
    note.style.display = link.style.display = "none";
    let tried = await attempt();
    while (facts.sharesLoop && tried?.some(([, why]) => why === SILENT || why === SILENT_SOCKET)) {
      box.dataset.state = "waiting";
      note.style.display = "";
      note.textContent = facts.busy;
      tried = await attempt();
    }
    if (tried) explain(tried);
    else note.style.display = "none";
  }

  listen();
  void start();
})
