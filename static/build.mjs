// Bundles the browser client into pgwidgets/static: `node build.mjs [output folder] [--watch]`.
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

/** `virtual:widgets`: one object with everything that the modules in `widgets/` export. */
const widgets = {
  name: "widgets",
  setup(build) {
    build.onResolve({ filter: /^virtual:widgets$/ }, ({ path }) => ({ path, namespace: "virtual" }));
    build.onLoad({ filter: /.*/, namespace: "virtual" }, async () => {
      const names = await filesIn("widgets", ".ts");
      const imports = names.map((name, i) => `import * as module${i} from "./widgets/${name}";`);
      const spreads = names.map((_, i) => `...module${i}`).join(", ");
      return {
        contents: `${imports.join("\n")}\nexport const exported = { ${spreads} };`,
        resolveDir: source,
        watchDirs: [join(source, "widgets")],
        watchFiles: names.map((name) => join(source, "widgets", name)),
      };
    });
  },
};

/** `virtual:styles`: the theme first, then each widget's own sheet, which may build on it. */
const styles = {
  name: "styles",
  setup(build) {
    build.onResolve({ filter: /^virtual:styles$/ }, ({ path }) => ({ path, namespace: "styles" }));
    build.onLoad({ filter: /.*/, namespace: "styles" }, async () => {
      const sheets = [];
      for (const directory of ["theme", "widgets"]) {
        for (const file of await filesIn(directory, ".css")) sheets.push(`${directory}/${file}`);
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

const common = { bundle: true, minify: true, outdir: output, logLevel: "warning", absWorkingDir: source };

const script = {
  ...common,
  entryPoints: { Widgets: "Widgets.ts" },
  format: "esm",
  target: "es2022",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  plugins: [widgets],
};

const sheet = {
  ...common,
  entryPoints: { Widgets: "virtual:styles" },
  // Modern colour functions and nesting stay as written: the page needs the popover API anyway.
  target: "esnext",
  plugins: [styles],
};

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const name of ["remote.html", "favicon.svg"]) {
  await copyFile(join(source, name), join(output, name));
}
if (flags.includes("--watch")) {
  await Promise.all([script, sheet].map(async (options) => (await esbuild.context(options)).watch()));
} else {
  await Promise.all([script, sheet].map((options) => esbuild.build(options)));
}
