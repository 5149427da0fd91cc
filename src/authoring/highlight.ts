/** Colours for code, written into the page when it is built. The colours themselves are the style sheet's. */
import type { Element, ElementContent, Root } from 'hast';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import typescript from 'shiki/langs/typescript.mjs';

const theme = createCssVariablesTheme({ name: 'replaybook', variablePrefix: '--code-', fontStyle: true });

let highlighter: Promise<HighlighterCore> | null = null;

const load = (): Promise<HighlighterCore> =>
  (highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [typescript],
    engine: createJavaScriptRegexEngine(),
  }));

export type Highlight = (code: string) => Root;

/** Makes a function that turns TypeScript into a coloured `pre`. */
export async function createHighlight(): Promise<Highlight> {
  const loaded = await load();
  const transformers = [{ span: named }, { line: plain }];
  // Without a limit of time: on a busy machine a line would be left without its colours.
  return (code) =>
    loaded.codeToHast(code, { lang: 'typescript', theme: 'replaybook', tokenizeTimeLimit: 0, transformers });
}

const COLOUR = /^color:var\(--code-token-([\w-]+)\)$/;

/** A piece says of what kind it is: a class for each takes half the place of a style, and is not parsed anew for each. */
function named(piece: Element): void {
  const [, kind] = COLOUR.exec(String(piece.properties['style'])) ?? [];
  if (kind) piece.properties = { class: `code-${kind}` };
}

/** What has the colour of all code is text. */
function plain(line: Element): void {
  line.children = line.children.flatMap((piece): ElementContent[] =>
    piece.type === 'element' && piece.properties['style'] === 'color:var(--code-foreground)' ? piece.children : [piece],
  );
}
