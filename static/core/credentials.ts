import type { UrlCredentials } from "./address.ts";

interface Stored {
  readonly instance: string | null;
  readonly session_id: unknown;
  readonly token: unknown;
}

/** Remembers which session this page belongs to, for reloads and new connections. */
export class Credentials {
  readonly #storageKey: string;
  #fromUrl: UrlCredentials;
  #current: Stored | null = null;

  /** @param path the page's path: several frames of one origin share the browser's storage */
  constructor(path: string, fromUrl: UrlCredentials) {
    this.#storageKey = `pgwidgets:${path}`;
    this.#fromUrl = fromUrl;
  }

  /** What to answer to `init` of the running server named `instance`. */
  answer(instance: string | null): Record<string, unknown> {
    const key = this.#fromUrl.key === null ? {} : { key: this.#fromUrl.key };
    const known = this.#current ?? this.#urlSession() ?? this.#load();
    // Ids of another run mean nothing to this one; what the URL says is always tried.
    const isForeign = known?.instance !== undefined && known.instance !== instance;
    if (!known || isForeign) return key;
    return { ...key, session_id: known.session_id, token: known.token };
  }

  keep(instance: string | null, session_id: unknown, token: unknown): void {
    this.#current = { instance, session_id, token };
    storage()?.setItem(this.#storageKey, JSON.stringify(this.#current));
  }

  drop(): void {
    this.#current = null;
    this.#fromUrl = { ...this.#fromUrl, session_id: null, token: null };
    storage()?.removeItem(this.#storageKey);
  }

  #urlSession(): Omit<Stored, "instance"> & { instance?: undefined } | null {
    const { session_id, token } = this.#fromUrl;
    return session_id === null ? null : { session_id, token };
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
