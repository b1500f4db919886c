// Fields `data-picks` take a thing: they show its name, and the form sends its id.
import type { Picked } from "./suggest";

/** The short id of a thing is the end of its IRI with dots for slashes. */
const idOf = (iri: string): string =>
  iri.replace(/^.*?\/(?:id\/(?=.)|(?=concept\/))/, "").replaceAll("/", ".");

export function pickThings(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-picks]")) take(input);
}

function take(input: HTMLInputElement): void {
  const name = input.name;
  const sent = document.createElement("input");
  sent.type = "hidden";
  input.after(sent);
  const pick = (id: string, label: string): void => {
    [sent.name, sent.value, input.name, input.value] = [name, id, "", label];
  };
  if (input.dataset.label) pick(input.value, input.dataset.label);
  input.addEventListener("input", () => ([sent.name, input.name] = ["", name]));
  input.addEventListener("picked", (event) => {
    const { iri, label } = (event as CustomEvent<Picked>).detail;
    event.preventDefault();
    pick(idOf(iri), label);
    if (input.dataset.picks === "at-once") input.form?.requestSubmit();
  });
}
