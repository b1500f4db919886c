// What browsers load, built from src into the folder `built`, with a manifest that names the files.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { readdirSync } from "node:fs";
import { inOneFormat } from "./fonts.ts";
import { withTokens } from "./tokens.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const entries = readdirSync(here("src")).filter((name) => /\.(ts|scss)$/.test(name));

export default defineConfig({
  root: here("src"),
  base: "/static/built/",
  build: {
    outDir: here("../built"),
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the policy of the pages allows no data: scripts or fonts
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries.map((name) => here(`src/${name}`)),
      checks: { pluginTimings: false }, // Sass takes most of the time, and may
    },
  },
  css: {
    postcss: { plugins: [inOneFormat(), withTokens()] },
    preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["if-function"] } },
  },
});
