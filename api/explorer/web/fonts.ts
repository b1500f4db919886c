// Fonts of Det Fælles Designsystem in the one format that every browser of today reads: where an older
// one comes first, it is fetched before that, and the text moves when the right one arrives.
import type { Declaration, Plugin } from "postcss";

const NEWEST = /url\([^)]*\)\s*format\(["']?woff2["']?\)/;

export const inOneFormat = (): Plugin => ({
  postcssPlugin: "fonts",
  Once(root) {
    root.walkAtRules("font-face", (face) => {
      const sources: Declaration[] = [];
      face.walkDecls("src", (source) => void sources.push(source));
      const newest = NEWEST.exec(sources.map(({ value }) => value).join(","))?.[0];
      if (!newest) return;
      for (const older of sources.slice(1)) older.remove();
      sources[0]!.value = newest; // changed in place, it still knows the file that its paths start from
    });
  },
});
