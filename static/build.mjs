// Bundles the browser client into pgwidgets/static: `node build.mjs [output folder] [--watch]`.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild";

const source = dirname(fileURLToPath(import.meta.url));
const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [folder = join(source, "..", "pgwidgets", "static")] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"));
const output = resolve(folder);

/** Names of the files in one source folder with this ending, sorted; tests are left out. */
async function filesIn(directory, ending) {
  const names = await readdir(join(source, directory));
  return names.filter((name) => name.endsWith(ending) && !name.includes(".test.")).sort();
}

/** The names of the widget classes in a module. */
async function classesIn(name) {
  const text = await readFile(join(source, "widgets", name), "utf8");
  return Array.from(text.matchAll(/^export class (\w+)/gm), ([, className]) => className);
}

/** `virtual:widgets`: one object with everything that the modules in `widgets/` export, and one
 *  with what imports the classes of `*.lazy.ts`, which few programs need and which are large. */
const widgets = {
  name: "widgets",
  setup(build) {
    build.onResolve({ filter: /^virtual:widgets$/ }, ({ path }) => ({ path, namespace: "virtual" }));
    build.onLoad({ filter: /.*/, namespace: "virtual" }, async () => {
      const names = await filesIn("widgets", ".ts");
      const lazy = names.filter((name) => name.endsWith(".lazy.ts"));
      const eager = names.filter((name) => !lazy.includes(name));
      const imports = eager.map((name, i) => `import * as module${i} from "./widgets/${name}";`);
      const spreads = eager.map((_, i) => `...module${i}`).join(", ");
      const importers = [];
      for (const name of lazy) {
        for (const className of await classesIn(name)) {
          importers.push(`${className}: () => styled(import("./widgets/${name}"))`);
        }
      }
      return {
        contents: `${imports.join("\n")}
          import { styled } from "./core/lazy-sheet.ts";
          export const exported = { ${spreads} };
          export const importers = { ${importers.join(", ")} };`,
        resolveDir: source,
        watchDirs: [join(source, "widgets")],
        watchFiles: names.map((name) => join(source, "widgets", name)),
      };
    });
  },
};

/** `virtual:styles`: the theme first, then each widget's own sheet, which may build on it.
 *  `virtual:lazy-styles`: the same of `*.lazy.css`, for what comes late. */
const styles = {
  name: "styles",
  setup(build) {
    const isSheet = /^virtual:(lazy-)?styles$/;
    build.onResolve({ filter: isSheet }, (asked) => ({ path: asked.path, namespace: "styles" }));
    build.onLoad({ filter: /.*/, namespace: "styles" }, async (asked) => {
      const isLazy = asked.path === "virtual:lazy-styles";
      const sheets = [];
      for (const directory of ["theme", "widgets"]) {
        const files = await filesIn(directory, ".css");
        const wanted = files.filter((file) => file.endsWith(".lazy.css") === isLazy);
        sheets.push(...wanted.map((file) => `${directory}/${file}`));
      }
      return {
        contents: sheets.map((path) => `@import "./${path}";`).join("\n"),
        loader: "css",
        resolveDir: source,
        watchDirs: [join(source, "theme"), join(source, "widgets")],
      };
    });
  },
};

/** Copies the page, and has it load what the client needs at once beside the client. */
const page = {
  name: "page",
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      if (!metafile) return;
      const isClient = ([name]) => name.endsWith("/Widgets.js");
      const [[path, { imports }]] = Object.entries(metafile.outputs).filter(isClient);
      const links = imports
        .filter(({ kind }) => kind === "import-statement")
        .map((needed) => relative(dirname(path), needed.path).replaceAll("\\", "/"))
        .map((url) => `<link rel="modulepreload" href="./${url}">\n`);
      const text = await readFile(join(source, "remote.html"), "utf8");
      const whole = text.replace("<script", `${links.join("")}<script`);
      await writeFile(join(output, "remote.html"), whole);
    });
  },
};

/** Compresses the files of the client as far as that goes, which takes too long while a program runs.
 *  Each is named by its content, as in `pgwidgets/server/asset.py`: it is never of another one. */
const packed = {
  name: "packed",
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      const place = join(output, "packed");
      await mkdir(place, { recursive: true });
      for (const path of Object.keys(metafile?.outputs ?? {})) {
        const content = await readFile(resolve(source, path));
        const tag = createHash("sha256").update(content).digest("hex").slice(0, 20);
        const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
        await writeFile(join(place, `${tag}.br`), brotliCompressSync(content, { params }));
      }
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  outdir: output,
  logLevel: "warning",
  absWorkingDir: source,
  metafile: true,
};

const script = {
  ...common,
  entryPoints: { Widgets: "Widgets.ts" },
  format: "esm",
  target: "es2022",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  plugins: [widgets, page, packed],
};

const sheet = {
  ...common,
  entryPoints: { Widgets: "virtual:styles", "Widgets.lazy": "virtual:lazy-styles" },
  // Modern colour functions and nesting stay as written: the page needs the popover API anyway.
  target: "esnext",
  plugins: [styles, packed],
};

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await copyFile(join(source, "favicon.svg"), join(output, "favicon.svg"));
if (flags.includes("--watch")) {
  await Promise.all([script, sheet].map(async (options) => (await esbuild.context(options)).watch()));
} else {
  await Promise.all([script, sheet].map((options) => esbuild.build(options)));
}
