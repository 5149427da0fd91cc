/** Types of find-browser.mjs, which is plain JavaScript because Node runs it as it is. */

/** What the search asks of the machine it runs on. */
export type Machine = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  isRoot: boolean;
  exists(path: string): boolean;
  /** The text of a file, '' when there is none. */
  read(path: string): string;
  /** Whether the program at this path can say its version. */
  starts(path: string): boolean;
  /** Where Playwright would put its browser, whether or not it is there. */
  playwrightPath(): Promise<string>;
  /** Runs a command for so many milliseconds at most. */
  run(command: string, parts: readonly string[], limit: number): void;
}>;

export const BROWSER_FLAGS: readonly string[];
/** Names of browsers that people have, for what is measured as they have it. */
export const WHOLE_BROWSERS: readonly string[];
export function findBrowser(machine?: Machine, names?: readonly string[]): Promise<string | null>;
export function ensureBrowser(machine?: Machine, names?: readonly string[]): Promise<string>;
