/** Puts a page's parts into the shell, index.html. */
import type { PageParts } from './pages.ts';

/** The shell with every mark replaced. Throws when the shell lacks one. */
export function fillShell(shell: string, { language, title, description, head, body }: PageParts): string {
  const parts: readonly (readonly [mark: string, text: string])[] = [
    ['<html lang="en">', `<html lang="${language}">`],
    ['<title>Replaybook</title>', `<title>${escapeText(title)}</title>`],
    ['<!-- head -->', `<meta name="description" content="${escapeText(description)}">\n    ${head}`],
    ['<!-- page -->', body],
  ];
  if (!/<!-- policy -->|Content-Security-Policy/.test(shell)) throw new Error('index.html has no <!-- policy -->.');
  return parts.reduce((html, [mark, text]) => {
    if (!html.includes(mark)) throw new Error(`index.html has no ${mark}.`);
    return html.replace(mark, () => text);
  }, shell);
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
