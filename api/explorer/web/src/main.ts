// On every page: nothing that a page needs, only what makes it quicker to use.
import { suggestWhileTyping } from "./lib/suggest";
import { copyOnClick } from "./lib/copy";

suggestWhileTyping();
copyOnClick();
