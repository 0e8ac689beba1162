/** The little of a document that the client's core touches, for it to run without a browser. */
export {};

class Element {
  className = "";
  readonly classList = { add: (): void => undefined, toggle: (): void => undefined };
  readonly style = {};
  /** The page's one place to show replicas is always there, and all that it is given. */
  readonly isConnected = true;
  append(): void {}
  prepend(): void {}
  replaceChildren(): void {}
  remove(): void {}
  contains(): boolean {
    return false;
  }
}

class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.assign(globalThis, {
  window: globalThis,
  ResizeObserver: Observer,
  location: { search: "", pathname: "/", hash: "" },
  document: {
    createElement: () => new Element(),
    body: new Element(),
    documentElement: new Element(),
    activeElement: null,
  },
});
