import type { ImageMethods } from "../generated/catalog.ts";
import { needsFocus, reportInput, takeDrags, takeKeys } from "../core/interaction.ts";
import { MISSING, Picture, type Source } from "../core/picture.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import { PacedEvents } from "../widgets-support/paced-events.ts";

export interface ImageOptions {
  readonly url?: string | null;
  readonly interactive?: boolean | null;
  readonly use_animation_frame?: boolean | null;
}

/** A picture, whole and undistorted in whatever space it gets. */
export class Image extends Widget implements ImageMethods {
  /** What shows. */
  readonly #picture = new Picture(this, "pg-image-picture", () => this.#label());
  /** Pictures wait for an animation frame. */
  readonly #onFrames: boolean;
  /** What to show next. */
  readonly #next: FrameLatest<Source>;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ImageOptions) {
    super(page, wid, make("div", "pg-image pg-fill"));
    this.#onFrames = options.use_animation_frame ?? false;
    this.#next = new FrameLatest((source) => this.#picture.show(source), this.signal);
    this.element.append(this.#picture.element);
    if (options.interactive) this.#interact();
    if (options.url) this.set_image(options.url);
  }

  #interact(): void {
    this.element.classList.add("pg-interactive");
    reportInput(this, this.element, new PacedEvents((...event) => this.fire(...event), this.signal));
  }

  /** A stop of the Tab key only where the keyboard can do something. */
  override listened(actions: ReadonlySet<string>): void {
    if (!this.element.classList.contains("pg-interactive")) return;
    const takes = needsFocus(actions);
    this.element.role = takes ? "application" : null;
    this.element.ariaLabel = takes ? this.get_tooltip() || "Image" : null;
    takeDrags(this.element, actions.has("pointer-move"));
    takeKeys(this.element, takes);
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#label();
  }

  /** Names the picture, or says that it is missing. */
  #label(): void {
    const tip = this.get_tooltip();
    this.#picture.element.alt = tip || (this.#picture.isMissing ? MISSING : "");
    if (this.element.role) this.element.ariaLabel = tip || "Image";
  }

  set_image(url: string | null): void {
    this.#plan(url ?? "");
  }

  /** @param format the picture's type: "png", "jpeg", "image/webp", … */
  set_binary_image(data: Uint8Array<ArrayBuffer>, format?: string | null): void {
    const kind = format || "png";
    this.#plan(new Blob([data], { type: kind.includes("/") ? kind : `image/${kind}` }));
  }

  /** Shows at once what waits for the next animation frame. */
  update(): void {
    this.#next.flush();
  }

  override destroy(): void {
    super.destroy();
    this.#picture.release();
  }

  #plan(source: Source): void {
    this.#next.push(source);
    if (!this.#onFrames) this.#next.flush();
  }
}
