import { Widget } from "./widget.ts";

/** A widget with children, in order.
 *
 *  Concrete ones call `insert` and place the element themselves, or call `replaceAll`. */
export abstract class Container extends Widget {
  readonly children: Widget[] = [];

  override is_container(): boolean {
    return true;
  }

  get_children(): readonly Widget[] {
    return this.children;
  }

  num_children(): number {
    return this.children.length;
  }

  remove(child: Widget, destroy?: boolean | null): void {
    if (child.parent !== this) throw new Error("remove: the widget is no child of this container");
    if (destroy) child.destroy();
    else this.release(child);
  }

  remove_widget(child: Widget, destroy?: boolean | null): void {
    this.remove(child, destroy);
  }

  remove_all(destroy?: boolean | null): void {
    for (const child of [...this.children]) this.remove(child, destroy);
  }

  /** Takes a child out: the list first, then what `unplace` undoes. */
  release(child: Widget): void {
    const index = this.children.indexOf(child);
    if (index < 0) return;
    this.children.splice(index, 1);
    child.parent = null;
    this.unplace(child);
  }

  override destroy(): void {
    for (const child of [...this.children]) child.destroy();
    super.destroy();
  }

  /** A child has come into view or out of it, or takes free space, or no more. */
  childChanged(): void {
    // Style sheets see it; who has to work something out overrides this.
  }

  /** Makes `child` ours at `index` (the end if missing), leaving a former parent.
   *  @returns the index it got */
  protected insert(child: Widget, index?: number | null): number {
    if (child.is_container() && child.element.contains(this.element)) {
      throw new Error("a widget can't be placed into itself or into its own descendant");
    }
    child.parent?.release(child);
    const count = this.children.length;
    const wanted = index ?? count;
    const at = Math.min(count, Math.max(0, wanted < 0 ? count + wanted : wanted));
    this.children.splice(at, 0, child);
    child.parent = this;
    return at;
  }

  /** For containers of one child: `child` (or nothing) takes the place of what was in `host`. */
  protected replaceAll(child: Widget | null, host: HTMLElement): void {
    if (child && child.parent === this && this.children.length === 1) return;
    for (const former of [...this.children]) this.release(former);
    if (!child) return;
    this.insert(child);
    host.append(child.element);
  }

  /** Takes the child's element out of ours; more if `insert` was followed by more. */
  protected unplace(child: Widget): void {
    child.element.remove();
  }

  /** Puts an element before the one of the child that follows `index` in `host`. */
  protected placeAt(host: HTMLElement, element: HTMLElement, index: number): void {
    const next = this.children[index + 1]?.element ?? null;
    host.insertBefore(element, next?.parentElement === host ? next : null);
  }
}
