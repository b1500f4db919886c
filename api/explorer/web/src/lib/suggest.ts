// Suggestions under every search field: a combobox with a list (ARIA Authoring Practices Guide).
const PAUSE_MS = 150;

interface Suggestion {
  label: string;
  language: string;
  iri: string;
}

/** What the event `picked` of a search field tells. */
export interface Picked {
  iri: string;
  label: string;
}

/** The page of a thing stands at the path of its IRI. */
const pageOf = (iri: string): string =>
  `${iri.replace(/^.*?(?=\/(?:id|concept)\/)/, "")}.html?lang=${document.documentElement.lang}`;

export function suggestWhileTyping(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggests]")) {
    new Suggestions(input);
  }
}

class Suggestions {
  private readonly list: HTMLUListElement;
  private timer = 0;
  private asked = 0;
  private chosen = -1;

  constructor(private readonly input: HTMLInputElement) {
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggests ?? "");
    input.after(this.list);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.list.id],
      ["autocomplete", "off"],
    ] as const) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  private later(): void {
    this.close();
    this.timer = window.setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private async ask(): Promise<void> {
    const asked = this.asked;
    const words = this.input.value.trim();
    if (words.length < 2) return;
    const response = await fetch(`/api/v1/suggest?limit=8&q=${encodeURIComponent(words)}`);
    if (!response.ok) return;
    const { items } = (await response.json()) as { items: Suggestion[] };
    if (asked === this.asked) this.show(items);
  }

  private show(found: Suggestion[]): void {
    this.list.replaceChildren(...found.map((suggestion, at) => this.option(suggestion, at)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
  }

  private option({ label, language, iri }: Suggestion, at: number): HTMLLIElement {
    const url = pageOf(iri);
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = label;
    option.lang = language;
    option.dataset.url = url;
    option.dataset.iri = iri;
    option.addEventListener("mousedown", () => this.lead(option));
    return option;
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Escape") this.close();
    else if (step && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.chosen + step);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.lead(this.options()[this.chosen]);
    }
  }

  /** Lead to the page of what was chosen, unless a form takes it (`pick.ts`). */
  private lead(option: HTMLElement | undefined): void {
    const { iri = "", url = "" } = option?.dataset ?? {};
    const detail = { iri, label: option?.textContent ?? "" };
    const event = new CustomEvent<Picked>("picked", { detail, cancelable: true });
    if (this.input.dispatchEvent(event)) window.location.assign(url);
    else this.close();
  }

  private choose(at: number): void {
    const options = this.options();
    this.chosen = (at + options.length) % options.length;
    options.forEach((option, here) =>
      option.setAttribute("aria-selected", String(here === this.chosen)),
    );
    this.input.setAttribute("aria-activedescendant", options[this.chosen]?.id ?? "");
  }

  /** What is still on its way is not wanted either: it answers words that are gone, or nobody. */
  private close(): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private options(): HTMLLIElement[] {
    return [...this.list.children] as HTMLLIElement[];
  }
}
