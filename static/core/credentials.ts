import type { UrlCredentials } from "./address.ts";

interface Stored {
  /** What the server calls itself in its `init`, if it does. */
  readonly instance: string | null;
  readonly session_id: unknown;
  readonly token: unknown;
  /** What the page's URL said of a session then. */
  readonly link: string;
}

/** Remembers which session this page belongs to, for reloads and new connections.
 *
 *  What one server gave is told to no other. A link can make the page of a program connect to
 *  somebody else's server on the same host. */
export class Credentials {
  /** Which page this is, and of which server. */
  readonly #place: () => string;
  /** What the page's own URL says. */
  #fromUrl: UrlCredentials;
  /** What the server gave this page last. */
  #current: Stored | null = null;

  /** @param place names the page, as several frames of one origin share the browser's storage,
   *  and the server; asked once there is a connection */
  constructor(place: () => string, fromUrl: UrlCredentials) {
    this.#place = place;
    this.#fromUrl = fromUrl;
  }

  /** What to answer to `init`.
   *  @param instance what the server calls itself, if it does */
  answer(instance: string | null): Record<string, unknown> {
    const key = this.#fromUrl.key === null ? {} : { key: this.#fromUrl.key };
    const { session_id, token } = this.#known(instance) ?? this.#fromUrl;
    return session_id === null ? key : { ...key, session_id, token };
  }

  keep(instance: string | null, session_id: unknown, token: unknown): void {
    this.#current = { instance, session_id, token, link: this.#link };
    storage()?.setItem(this.#storageKey, JSON.stringify(this.#current));
  }

  drop(): void {
    this.#current = null;
    this.#fromUrl = { ...this.#fromUrl, session_id: null, token: null };
    storage()?.removeItem(this.#storageKey);
  }

  /** Under which name the browser keeps them. */
  get #storageKey(): string {
    return `pgwidgets:${this.#place()}`;
  }

  get #link(): string {
    return JSON.stringify([this.#fromUrl.session_id, this.#fromUrl.token]);
  }

  /** What this run of the program gave. A page whose link named a session that has ended got
   *  another one for it, and goes on with that; a link to yet another session counts anew. */
  #known(instance: string | null): Stored | null {
    const stored = this.#current ?? this.#load();
    // Ids of another run mean nothing to this one. A server may also tell by the token.
    if (stored?.instance !== instance) return null;
    return stored.link === this.#link ? stored : null;
  }

  #load(): Stored | null {
    const text = storage()?.getItem(this.#storageKey);
    return text ? (JSON.parse(text) as Stored) : null;
  }
}

/** The tab's storage, or null where the browser's settings forbid it. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
