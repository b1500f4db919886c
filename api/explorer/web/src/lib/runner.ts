// Runs a query, shows what it found, and lets it be cancelled: the service stops what nobody waits for.
const RESULTS = "application/sparql-results+json";
const GRAPH = "text/turtle";
const MOST_ROWS = 500;

interface Term {
  type: string;
  value: string;
  "xml:lang"?: string;
}

interface Result {
  boolean?: boolean;
  head: { vars?: string[] };
  results?: { bindings: Record<string, Term>[] };
}

export class Runner {
  private readonly told = element("told");
  private readonly place = element("result");
  private readonly link = element("share");
  private readonly cancel = element("cancel");
  private running: AbortController | null = null;

  constructor(private readonly form: HTMLFormElement) {
    this.cancel.addEventListener("click", () => this.running?.abort());
  }

  async run(query: string): Promise<void> {
    this.running?.abort();
    const own = (this.running = new AbortController());
    this.cancel.hidden = false;
    this.place.replaceChildren();
    this.told.textContent = this.words("running");
    history.replaceState(null, "", this.share(query));
    try {
      await this.show(await this.ask(query, own.signal), query);
    } catch {
      this.told.textContent = this.words(own.signal.aborted ? "cancelled" : "unreachable");
    }
    if (this.running === own) this.cancel.hidden = true;
  }

  /** Set and return the address that asks the same. */
  share(query: string): string {
    const address = new URL("/sparql", window.location.href);
    if (query) address.searchParams.set("query", query);
    address.searchParams.set("lang", document.documentElement.lang);
    this.link.textContent = address.href;
    return address.href;
  }

  private ask(query: string, signal: AbortSignal): Promise<Response> {
    const headers = { Accept: `${RESULTS}, ${GRAPH};q=0.9` };
    return fetch("/sparql", { method: "POST", body: new URLSearchParams({ query }), headers, signal });
  }

  private async show(response: Response, query: string): Promise<void> {
    const kind = response.headers.get("Content-Type") ?? "";
    if (kind.includes("problem")) {
      const problem = (await response.json()) as { title: string; detail: string; advice: string };
      this.told.textContent = `${problem.title}: ${problem.detail}. ${problem.advice}`;
      this.told.lang = "en";
      return;
    }
    this.told.removeAttribute("lang");
    if (kind.startsWith(GRAPH)) this.graph(await response.text());
    else this.table((await response.json()) as Result);
    this.place.append(this.downloads(query, kind.startsWith(GRAPH)));
  }

  private graph(turtle: string): void {
    this.told.textContent = this.words(turtle.trim() ? "graph" : "empty");
    if (!turtle.trim()) return;
    const text = document.createElement("pre");
    text.textContent = turtle;
    text.tabIndex = 0;
    this.place.append(text);
  }

  private table({ boolean, head, results }: Result): void {
    if (boolean !== undefined) {
      this.told.textContent = `${this.words("answer")}: ${boolean}`;
      return;
    }
    const rows = results?.bindings ?? [];
    const names = head.vars ?? [];
    const first = this.words("first").replace("{shown}", String(MOST_ROWS));
    const total = this.words("rows").replace("{total}", String(rows.length));
    this.told.textContent = rows.length > MOST_ROWS ? `${total}. ${first}` : total;
    const table = document.createElement("table");
    const header = table.createTHead().insertRow();
    for (const name of names) header.append(cell("th", name));
    const body = table.createTBody();
    for (const row of rows.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      for (const name of names) line.append(termCell(row[name]));
    }
    const scrolled = document.createElement("div");
    scrolled.className = "wide";
    scrolled.tabIndex = 0;
    scrolled.setAttribute("role", "region");
    scrolled.setAttribute("aria-label", this.words("answer"));
    scrolled.append(table);
    this.place.append(scrolled);
  }

  private downloads(query: string, isGraph: boolean): HTMLElement {
    const kinds = isGraph
      ? { Turtle: GRAPH, "JSON-LD": "application/ld+json" }
      : { CSV: "text/csv", JSON: RESULTS };
    const list = document.createElement("ul");
    list.className = "files";
    for (const [name, kind] of Object.entries(kinds)) {
      const link = document.createElement("a");
      link.href = `/sparql?${new URLSearchParams({ query, format: kind })}`;
      link.textContent = name;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    return list;
  }

  private words(name: string): string {
    return this.form.dataset[name] ?? "";
  }
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

function cell(kind: "th" | "td", text: string): HTMLTableCellElement {
  const made = document.createElement(kind);
  made.textContent = text;
  if (kind === "th") made.scope = "col";
  return made;
}

function termCell(term: Term | undefined): HTMLTableCellElement {
  const made = cell("td", term?.type === "uri" ? "" : (term?.value ?? ""));
  if (term?.["xml:lang"]) made.lang = term["xml:lang"];
  if (term?.type === "uri") made.append(iri(term.value));
  return made;
}

/** An IRI of ours leads to its page, any other to where it points. */
function iri(value: string): HTMLElement {
  const ours = /^https:\/\/w3id\.org\/sundhedsaftaler(\/(?:id|concept)\/.+)$/.exec(value);
  if (!ours && !/^https?:/.test(value)) return Object.assign(document.createElement("span"), { textContent: value });
  const link = document.createElement("a");
  link.href = ours ? `${ours[1]}.html?lang=${document.documentElement.lang}` : value;
  link.textContent = value;
  return link;
}
