/** The script in the head of every page, whose hash each policy names: sets the colours that a reader has chosen before anything is painted, and begins the page's own script once the text is on the screen. */
import { createHash } from 'node:crypto';

/** The attribute that lists the page's files, the one to begin with first. In development it is missing, and an element of its own begins. */
const FILES = 'data-files';

const THEME =
  "try{const theme=localStorage.getItem('replaybook-theme');if(theme==='light'||theme==='dark')document.documentElement.dataset.theme=theme}catch{}";

// The next frame is the first with text; a tab that nobody looks at has none for as long as that takes. By then the page may be half there.
const BEGIN = [
  `const files=document.currentScript.getAttribute('${FILES}')?.split(' ')`,
  "const start=()=>document.readyState==='loading'?addEventListener('DOMContentLoaded',start):import(files[0])",
  "let begin=()=>{begin=()=>{};for(const href of files)document.head.append(Object.assign(document.createElement('link'),{rel:'modulepreload',href}));start()}",
  'if(files){requestAnimationFrame(()=>setTimeout(()=>begin()));setTimeout(()=>begin(),300)}',
].join(';');

const SCRIPT = `{${THEME};${BEGIN}}`;

/** The element. */
export const headScript = `<script>${SCRIPT}</script>`;

/** The element of a page that begins with these files. */
export const headScriptWith = (files: readonly string[]): string =>
  headScript.replace('<script', `<script ${FILES}="${files.map((file) => `./${file}`).join(' ')}"`);

/** Its hash, as a content security policy names it. */
export const headScriptHash = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
