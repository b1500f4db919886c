// Fonts of Det Fælles Designsystem in the one format that every browser of today reads: where an older
// one comes first, it is fetched before that, and the text moves when the right one arrives.
import type { Plugin } from "postcss";

const NEWEST = /url\([^)]*\)\s*format\(["']?woff2["']?\)/;

export const inOneFormat = (): Plugin => ({
  postcssPlugin: "fonts",
  Once(root) {
    root.walkAtRules("font-face", (face) => {
      const sources: string[] = [];
      face.walkDecls("src", ({ value }) => void sources.push(value));
      const newest = NEWEST.exec(sources.join(","))?.[0];
      if (!newest) return;
      face.walkDecls("src", (source) => void source.remove());
      face.append({ prop: "src", value: newest });
    });
  },
});
