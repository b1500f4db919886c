// On every page: nothing that a page needs, only what makes it quicker to use.
import { suggestWhileTyping } from "./lib/suggest";
import { copyOnClick } from "./lib/copy";

suggestWhileTyping();
copyOnClick();

// The thing that a drawing is about is in its middle.
for (const { parentElement: place } of document.querySelectorAll(".neighbours")) {
  if (place) place.scrollLeft = (place.scrollWidth - place.clientWidth) / 2;
}
