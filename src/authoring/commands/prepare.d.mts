/** Types of prepare.mjs, which is plain JavaScript because it runs before anything is installed. */
export const ROOT: string;
export function prepare(): void;
export function complaintAboutNode(version: string, engines: string): string | null;
export function isInstalled(lockText: string, recordText: string): boolean;
export function npmCommand(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): { command: string; parts: string[]; shell: boolean };
