"""Someone who has a keyboard and no mouse: what is pressed, and what has to be seen meanwhile."""

import re
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

FOCUSED: Final = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const text = (node) => (node?.textContent ?? "").replace(/\\s+/g, " ").trim();
  const outlined = (node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  // A drawing would cut the outline of a link off: there the border of its box is the sign.
  const isMarked = at.ownerSVGElement
    ? parseFloat(getComputedStyle(at.querySelector("rect")).strokeWidth) >= 3
    : outlined(at);
  const places = (box) => [2, box.width / 2, box.width - 2];
  const sights = [...at.getClientRects()].flatMap((box) => places(box).map((x) => {
    const there = document.elementFromPoint(box.left + x, box.top + box.height / 2);
    return there && (at.contains(there) || there.contains(at));
  }));
  const region = at.getAttribute("aria-labelledby") ?? "";
  const been = (window.keyboardHasBeen ??= new Set());
  const hasMoved = window.keyboardWasAt !== at;
  const isNew = !been.has(at);
  been.add((window.keyboardWasAt = at));
  return {
    name: at.getAttribute("aria-label") || text(at.labels?.[0]) ||
      text(document.getElementById(region)) || text(at),
    is_marked: isMarked,
    is_in_sight: sights.some(Boolean),
    is_whole: sights.every(Boolean),
    is_in_content: Boolean(at.closest("main")),
    has_moved: hasMoved,
    is_new: isNew,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """What has the focus, and how it can be seen that it has."""

    name: str
    is_marked: bool
    is_in_sight: bool
    """Whether something of it is in sight with nothing over it (WCAG 2.4.11)."""
    is_whole: bool
    """Whether all of it is, from its left end to its right."""
    is_in_content: bool
    has_moved: bool
    """Whether it is another thing than the last time that somebody looked."""
    is_new: bool
    """Whether it had not had the focus before, since the page was opened."""


class Keyboard:
    """A page that is used with keys alone, where what has the focus must be seen all the way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.emulate_media(reduced_motion="reduce")

    def open(self, path: str) -> None:
        """Open a page and go to its content by the first link, which is there for that."""
        self.page.goto(path)
        self.tab()
        self.press("Enter")

    def at(self) -> Stop | None:
        """Return what has the focus; None where nothing has."""
        found = self.page.evaluate(FOCUSED)
        return Stop(**found) if found else None

    def tab(self) -> Stop | None:
        """Go to the next thing and return it; None after the last. Fail where it cannot be seen."""
        self.page.keyboard.press("Tab")
        stop = self.at()
        if not stop:
            return None
        assert stop.has_moved, f"a trap: Tab does not leave {stop.name!r}"
        assert stop.is_marked, f"nothing shows that {stop.name!r} has the focus"
        assert stop.is_in_sight, f"{stop.name!r} has the focus out of sight"
        return stop if stop.is_new else None

    def to(self, name: str) -> Stop:
        """Go on to the next thing that has a name, a regular expression."""
        passed = []
        while stop := self.tab():
            if re.search(name, stop.name):
                return stop
            passed.append(stop.name)
        raise AssertionError(f"no {name!r} among {passed}")

    def follow(self, name: str) -> None:
        """Go on to the next link or button that has a name, and press it: a new page opens."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def walk(self) -> list[str]:
        """Go through the rest of the page and return the names of what has been passed."""
        names = []
        while stop := self.tab():
            names.append(stop.name)
        return names
