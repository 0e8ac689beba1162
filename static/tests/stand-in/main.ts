/** Pages without a browser: the client's own core, with things in the place of widgets.
 *
 *  Reads commands from standard input, a line each, and answers each with a line: the frames that
 *  the page has sent, or how it looks. Python plays the network and the user. */
import "./dom.ts";
import { createInterface } from "node:readline";
import type { Upstream } from "../../core/replica.ts";
import type { Surroundings } from "../../core/surroundings.ts";
import type { Page as WidgetPage, RemoteObject, WidgetClass } from "../../core/widget.ts";
import { CATALOG } from "../../generated/facts.ts";
import { Desk, Thing, type Look } from "./thing.ts";

// Once there is something of a document.
const { Endpoint } = await import("../../core/endpoint.ts");
const { ReplicaSwap } = await import("../../core/replica-swap.ts");

interface Command {
  readonly page: number;
  readonly do: "reset" | "open" | "frames" | "close" | "act" | "switch" | "type" | "look";
  /** Texts, and bytes in base64. */
  readonly frames?: readonly (string | { readonly bytes: string })[];
  readonly wid?: number;
  readonly action?: string;
  readonly args?: readonly unknown[];
  readonly calls?: readonly (readonly [wid: number, method: string, args: readonly unknown[]])[];
  readonly at?: number;
  readonly removed?: number;
  readonly text?: string;
}

class Page {
  readonly #sent: string[] = [];
  readonly #swap: InstanceType<typeof ReplicaSwap>;
  readonly #endpoint: InstanceType<typeof Endpoint>;
  readonly #desks = new WeakMap<WidgetPage, Desk>();

  constructor() {
    const nothing = (): void => undefined;
    // The replicas and the endpoint know each other.
    const upstream: Upstream = {
      inputs: null as never,
      numbered: true,
      editing: true,
      callback: (act) => this.#endpoint.callback(act),
      reports: nothing,
      pictureFailed: nothing,
      view: nothing,
      upload: nothing,
    };
    Object.defineProperty(upstream, "inputs", { get: () => this.#endpoint.inputs });
    this.#swap = new ReplicaSwap(this.#classes(), upstream);
    const surroundings: Surroundings = {
      transport: {
        send: (frame) => {
          // What pages send here is never so large that it would travel as bytes.
          if (typeof frame === "string") this.#sent.push(frame);
        },
        waiting: () => 0,
        established: nothing,
        expectHeartbeat: nothing,
        stop: nothing,
      },
      replicas: this.#swap,
      services: {
        viewport: { width: 800, height: 600 },
        serve: () => undefined,
        greeted: nothing,
        closing: nothing,
        held: nothing,
        established: nothing,
        joined: nothing,
        resumed: nothing,
        disconnected: nothing,
        refused: nothing,
        ended: nothing,
        tell: nothing,
      },
      credentials: { answer: () => ({}), keep: nothing, drop: nothing },
    };
    this.#endpoint = new Endpoint(surroundings);
  }

  #classes(): Record<string, WidgetClass> {
    const desk = (page: WidgetPage): Desk => this.#deskOf(page);
    const entries = Object.entries(CATALOG).map(([kind, facts]) => {
      const type = class extends Thing {
        constructor(page: WidgetPage, wid: number, args: readonly unknown[], options: object) {
          const given = Object.keys(options).length ? [...args, options] : args;
          super(page, wid, given, kind, facts, desk(page));
        }
      };
      return [kind, type as unknown as WidgetClass] as const;
    });
    return Object.fromEntries(entries);
  }

  #deskOf(page: WidgetPage): Desk {
    const known = this.#desks.get(page) ?? new Desk();
    this.#desks.set(page, known);
    return known;
  }

  async run(command: Command): Promise<unknown> {
    switch (command.do) {
      case "open":
        this.#endpoint.opened();
        break;
      case "frames":
        for (const frame of command.frames ?? []) {
          this.#endpoint.frame(typeof frame === "string" ? frame : bytesOf(frame.bytes));
          await done();
        }
        break;
      case "close":
        this.#endpoint.closed(1006, "");
        break;
      case "act":
        this.#act(command);
        break;
      case "switch":
        this.#thing(command.wid)?.switch();
        break;
      case "type":
        this.#thing(command.wid)?.type(command.at ?? 0, command.removed ?? 0, command.text ?? "");
        break;
      default:
        return this.#look();
    }
    return null;
  }

  #act({ wid, action = "", args = [], calls = [] }: Command): void {
    const thing = this.#thing(wid);
    if (!thing) return;
    const resolve = (value: unknown): unknown => this.#resolved(value);
    const resolved = args.map(resolve);
    // It shows what the user did before it tells.
    for (const [other, method, given] of calls) {
      const target = this.#thing(other) as unknown as Record<string, (...args: unknown[]) => void>;
      target?.[method]?.(...given.map(resolve));
    }
    thing.act(action, resolved);
  }

  #thing(wid: number | undefined): Thing | undefined {
    return this.#things().find((thing) => thing.wid === wid);
  }

  #things(): readonly Thing[] {
    const isThing = (object: RemoteObject): object is Thing => object instanceof Thing;
    return this.#swap.replica.find(isThing);
  }

  #resolved(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#resolved(item));
    if (typeof value !== "object" || value === null) return value;
    return "__wid__" in value ? (this.#thing(Number(value.__wid__)) ?? value) : value;
  }

  #look(): unknown {
    const looks: Record<number, Look> = {};
    for (const thing of this.#things()) looks[thing.wid] = thing.look();
    const order = this.#deskOf(this.#swap.replica).order.filter((thing) => thing.isWindow);
    return { things: looks, windows: order.map(({ wid }) => wid) };
  }

  takeSent(): readonly string[] {
    return this.#sent.splice(0);
  }
}

/** All that comes of what a page was given is done. */
function done(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function bytesOf(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, "base64")).buffer;
}

const pages = new Map<number, Page>();

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  if (command.do === "reset") pages.delete(command.page);
  const page = pages.get(command.page) ?? new Page();
  pages.set(command.page, page);
  const look = command.do === "reset" ? null : await page.run(command);
  await done();
  process.stdout.write(`${JSON.stringify({ sent: page.takeSent(), look })}\n`);
}
