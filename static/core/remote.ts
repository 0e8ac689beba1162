import { serverAt, urlCredentials, webSocketUrl } from "./address.ts";
import { Arrivals } from "./arrivals.ts";
import { Connection } from "./connection.ts";
import { Credentials } from "./credentials.ts";
import { EmptyNotice } from "./empty-notice.ts";
import { Endpoint } from "./endpoint.ts";
import type { Act, Inputs } from "./inputs.ts";
import { describe, type Message } from "./messages.ts";
import { PageServices } from "./page-services.ts";
import { PageTitle } from "./page-title.ts";
import { ReplicaSwap } from "./replica-swap.ts";
import type { Upstream } from "./replica.ts";
import type { Report } from "./reports.ts";
import type { Announcement } from "./uploads.ts";
import type { WidgetClasses } from "./widget-classes.ts";

/** Connects the page to the program: shows what it builds, tells it what the user does. */
export class Remote implements Upstream {
  /** The WebSocket's address, if it was given. */
  readonly #url: string | undefined;
  /** The widget classes. */
  readonly #classes: WidgetClasses;
  /** Aborted when the page gives its connection up. */
  readonly #life = new AbortController();
  /** What the page does beside showing widgets. */
  readonly #services: PageServices;
  /** What shows the program's widgets. */
  readonly #replicas: ReplicaSwap;
  /** The page's end of the protocol. */
  readonly #endpoint: Endpoint;
  /** Null until `connect`. */
  #connection: Connection | null = null;

  /** @param url the WebSocket's address, if the page's own location does not tell it */
  constructor(classes: WidgetClasses, url?: string) {
    this.#url = url;
    this.#classes = classes;
    this.#services = new PageServices({
      send: (message) => this.#endpoint.send(message),
      sendBytes: (bytes) => this.#endpoint.sendBytes(bytes),
      waiting: () => this.#endpoint.waiting,
      inputAge: () => this.#endpoint.inputs.age,
      viewportChanged: () => this.#endpoint.viewportChanged(),
    });
    this.#replicas = new ReplicaSwap(classes.known, this);
    this.#endpoint = new Endpoint({
      transport: {
        send: (frame) => this.#connection?.send(frame),
        waiting: () => this.#connection?.waiting ?? 0,
        established: () => this.#connection?.established(),
        expectHeartbeat: (mayBeBusy) => this.#connection?.expectHeartbeat(mayBeBusy),
        stop: () => this.disconnect(),
      },
      replicas: this.#replicas,
      services: this.#services,
      credentials: new Credentials(
        () => `${location.pathname} ${serverAt(this.#address)}`,
        urlCredentials(location),
      ),
    });
  }

  /** Starts; from now on the page keeps itself connected. */
  connect(): void {
    const { signal } = this.#life;
    this.#services.start(signal);
    new EmptyNotice(this.#replicas).start(signal);
    new PageTitle(this.#replicas).start(signal);
    // Where the user has scrolled to just before a reload, for one.
    addEventListener("pagehide", () => this.#replicas.replica.hurryReports(), { signal });
    try {
      const address = this.#address;
      const again = (): void => this.#connection?.again();
      const arrivals = new Arrivals(this.#endpoint, this.#classes, again);
      this.#connection = new Connection(address, arrivals, () => this.#services.unanswered());
      this.#connection.start();
      this.#services.connecting(address, signal);
    } catch (error) {
      this.#services.failed(describe(error));
    }
  }

  /** Where the program's WebSocket is.
   *  @throws Error if the page's own URL names a wrong place */
  get #address(): string {
    return this.#url === undefined ? webSocketUrl(location) : new URL(this.#url, location.href).href;
  }

  /** Ends the connection for good; what is shown stays. */
  disconnect(): void {
    this.#endpoint.stop();
    this.#life.abort();
    this.#connection?.stop();
  }

  // What replicas send.

  get inputs(): Inputs {
    return this.#endpoint.inputs;
  }

  get numbered(): boolean {
    return this.#endpoint.numbered;
  }

  get editing(): boolean {
    return this.#endpoint.editing;
  }

  callback(act: Act): number {
    return this.#endpoint.callback(act);
  }

  reports(reports: readonly Report[]): void {
    this.#endpoint.reports(reports);
  }

  pictureFailed(failure: Message): void {
    this.#endpoint.pictureFailed(failure);
  }

  view(wid: number, view: unknown): void {
    this.#endpoint.view(wid, view);
  }

  upload(announcement: Announcement): void {
    this.#services.upload(announcement);
  }
}
