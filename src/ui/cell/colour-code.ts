/** Colours for code that was changed since the page was built: the same names as the build's, from a few patterns. */

const WORDS =
  'abstract|as|async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|implements|import|in|instanceof|interface|let|new|of|readonly|return|satisfies|static|switch|throw|try|type|typeof|var|void|while|yield';

const TOKENS = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))`,
    String.raw`(?<string>'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|` + '`(?:[^`\\\\]|\\\\.)*`?)',
    String.raw`(?<keyword>\b(?:${WORDS})\b)`,
    String.raw`(?<constant>\b(?:\d[\w.]*|true|false|null|undefined|this)\b)`,
    String.raw`(?<function>[A-Za-z_$][\w$]*(?=\s*(?:<[\w\s,]*>)?\())`,
  ].join('|'),
  'g',
);

/** The code as nodes: text, and coloured pieces. */
export function colourCode(code: string): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    nodes.push(document.createTextNode(code.slice(end, match.index)));
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    const piece = document.createElement('span');
    piece.className = `code-${kind}`;
    piece.textContent = match[0];
    nodes.push(piece);
    end = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(code.slice(end)));
  return nodes;
}
