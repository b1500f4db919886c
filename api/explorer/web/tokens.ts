// Colours of Det Fælles Designsystem as custom properties, which `aftalegraf.css` sets for light and
// dark: the design system writes them as figures, and has no dark theme.
import type { Plugin } from "postcss";

const TOKENS: Record<string, string> = {
  "#1a1a1a": "ink",
  "#454545": "ink-soft",
  "#707070": "ink-faint",
  "#8e8e8e": "edge-strong",
  "#bfbfbf": "edge",
  "#dcdcdc": "edge-soft",
  "#f5f5f5": "paper-soft",
  white: "paper",
  "#004d99": "link",
  "#800080": "visited",
  "#1b86c3": "info",
  "#e2f2fb": "info-soft",
  "#358000": "good",
  "#ddf7ce": "good-soft",
  "#febb30": "warn",
  "#ffeecc": "warn-soft",
  "#cc0000": "bad",
  "#ffe0e0": "bad-soft",
};
const WRITTEN = new RegExp(`(?<![\\w-])(${Object.keys(TOKENS).join("|")})(?![\\w-])`, "gi");

export const withTokens = (): Plugin => ({
  postcssPlugin: "tokens",
  Declaration(declaration) {
    if (declaration.value.includes("url(")) return;
    const value = declaration.value.replace(WRITTEN, (hex) => `var(--${TOKENS[hex.toLowerCase()]})`);
    if (value !== declaration.value) declaration.value = value;
  },
});
