/** The editor of queries: a bundle of its own, fetched when somebody opens the tab. */

import { autocompletion, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, defaultHighlightStyle, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface Editor {
  text(): string;
  set(text: string): void;
  focus(): void;
  /** Mark a place, with what is wrong there; lines and columns begin with 1. */
  fail(line: number, column: number, message: string): void;
  clear(): void;
}

const KEYWORDS = ("SELECT DISTINCT WHERE FILTER OPTIONAL UNION GRAPH VALUES BIND AS ORDER BY DESC ASC LIMIT OFFSET GROUP HAVING COUNT SUM AVG MIN MAX " +
  "ASK CONSTRUCT DESCRIBE PREFIX MINUS EXISTS NOT IN STR LANG REGEX CONTAINS STRSTARTS LCASE UCASE IF COALESCE BOUND").split(" ");

const COLORS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.number], color: "var(--good)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--variable)" },
  { tag: tags.atom, color: "var(--ink)" },
]);

const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "13px", height: "100%" },
  ".cm-content": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, monospace", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--canvas)", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--object) !important" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
});

/** An editor in an element. `terms` are offered while one types; `run` is what Ctrl Enter does. */
export function mount(parent: HTMLElement, text: string, terms: readonly Completion[], run: () => void): Editor {
  const offered = [...terms, ...KEYWORDS.map((label): Completion => ({ label, type: "keyword" }))];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), bracketMatching(), highlightActiveLine(), EditorView.lineWrapping,
        StreamLanguage.define(sparql), syntaxHighlighting(COLORS), syntaxHighlighting(defaultHighlightStyle, { fallback: true }), LOOK,
        autocompletion({ override: [(context) => completed(context, offered)], icons: false }),
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", tabindex: "0" }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    set: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    focus: () => view.focus(),
    fail: (line, column, message) => {
      const row = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const from = Math.min(row.from + Math.max(0, column - 1), row.to);
      view.dispatch(setDiagnostics(view.state, [{ from, to: Math.min(from + 1, row.to) || from, severity: "error", message }]));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    },
    clear: () => view.dispatch(setDiagnostics(view.state, [])),
  };
}

function completed(context: CompletionContext, terms: readonly Completion[]): CompletionResult | null {
  const word = context.matchBefore(/[?$]?[\w:-]+/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const variables = new Set(context.state.doc.toString().match(/[?$]\w+/g));
  variables.delete(word.text);
  return { from: word.from, options: [...terms, ...[...variables].map((label): Completion => ({ label, type: "variable" }))], validFor: /^[?$]?[\w:-]*$/ };
}
