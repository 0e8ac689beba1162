/** What `build.mjs` collects out of `widgets/*.ts`, so that adding a widget edits no list. */
declare module "virtual:widgets" {
  /** Everything the widget modules export; the widget classes are under their own names. */
  export const exported: Readonly<Record<string, unknown>>;
  /** What imports the modules of the classes in `widgets/*.lazy.ts`, by the names of these. */
  export const importers: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;
}
