// The editor of the SPARQL page: colours, completion, running and cancelling without leaving the page.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { Runner } from "./lib/runner";

interface Word {
  label: string;
  kind: string;
  iri?: string;
  da?: string;
  en?: string;
}

function edit(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const view = new EditorView({
    state: EditorState.create({ doc: field.value, extensions: extensions(() => void run()) }),
  });
  field.after(view.dom);
  field.hidden = true;
  field.required = false;
  view.contentDOM.setAttribute("aria-labelledby", "query-label");
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;
  const runner = new Runner(form);
  const run = (): Promise<void> => runner.run(view.state.doc.toString());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  runner.share(field.value);
}

function extensions(run: () => void) {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
  return [
    EditorView.cspNonce.of(nonce),
    lineNumbers(),
    history(),
    bracketMatching(),
    EditorView.lineWrapping,
    StreamLanguage.define(sparql),
    syntaxHighlighting(COLOURS),
    autocompletion({ override: [complete(words())] }),
    LOOK,
    EditorView.domEventHandlers({ beforeinput: replaceSelection }),
    keymap.of([
      { key: "Mod-Enter", run: () => (run(), true) },
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
    ]),
  ];
}

/** Type over a selection ourselves: Chromium would write styles that the policy of the page forbids. */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type" });
  return true;
}

function words(): Completion[] {
  const language = document.documentElement.lang === "en" ? "en" : "da";
  const text = document.getElementById("words")?.textContent ?? "[]";
  return (JSON.parse(text) as Word[]).map(({ label, kind, iri, ...labels }) => ({
    label,
    type: kind,
    detail: iri ?? labels[language] ?? "",
    ...(iri ? { apply: label } : {}),
  }));
}

const complete =
  (options: Completion[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w:-]+/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options, validFor: /^[\w:-]*$/ };
  };

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--proposed)" },
  { tag: tags.comment, color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.atom, tags.number, tags.bool], color: "var(--warn)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)", minHeight: "24rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--ink-faint)", backgroundColor: "var(--paper-soft)", border: "0" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", borderColor: "var(--edge)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--on-accent)",
    backgroundColor: "var(--accent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--paper-mark)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection": {
    backgroundColor: "var(--info-soft)",
  },
});

const form = document.querySelector<HTMLFormElement>("#editor");
const field = document.querySelector<HTMLTextAreaElement>("#query");
if (form && field) edit(form, field);
