/** Types of find-browser.mjs, which is plain JavaScript because it runs before anything is installed. */
export const BROWSER_FLAGS: readonly string[];
export function findBrowser(): Promise<string | null>;
export function ensureBrowser(): Promise<string>;
