// The pages of the network: fields that take a thing, and the drawing, which the list says in words.
import { pickThings } from "./lib/pick";

pickThings();
for (const place of document.querySelectorAll<HTMLElement>("[data-network]")) {
  void import("./lib/drawing").then(({ draw }) => draw(place));
}
