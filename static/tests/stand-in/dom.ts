/** The little of a document that the client's core touches, for it to run without a browser. */
export {};

const nothing = (): void => undefined;

class Element {
  className = "";
  readonly classList = { add: nothing, toggle: nothing };
  readonly style = {};
  /** The page's one place to show replicas is always there, and all that it is given. */
  readonly isConnected = true;
  readonly append = nothing;
  readonly prepend = nothing;
  readonly replaceChildren = nothing;
  readonly remove = nothing;
  readonly contains = (): boolean => false;
  readonly querySelectorAll = (): readonly Element[] => [];
}

class Observer {
  readonly observe = nothing;
  readonly unobserve = nothing;
  readonly disconnect = nothing;
}

Object.assign(globalThis, {
  window: globalThis,
  addEventListener: nothing,
  requestAnimationFrame: nothing,
  ResizeObserver: Observer,
  HTMLElement: Element,
  location: { search: "", pathname: "/", hash: "" },
  document: {
    createElement: () => new Element(),
    body: new Element(),
    documentElement: new Element(),
    activeElement: null,
    addEventListener: nothing,
  },
});
