/** Sets the colours that a reader has chosen, before anything is painted: it stands in every page, and each policy names its hash. */
import { createHash } from 'node:crypto';

const SCRIPT =
  "try{const theme=localStorage.getItem('replaybook-theme');if(theme==='light'||theme==='dark')document.documentElement.dataset.theme=theme}catch{}";

/** The element. */
export const themeScript = `<script>${SCRIPT}</script>`;

/** Its hash, as a content security policy names it. */
export const themeScriptHash = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
