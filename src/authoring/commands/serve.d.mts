/** Types of serve.mjs, which is plain JavaScript because Node runs it as it is. */
export function readServeOptions(
  parts: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): { host: true | string; port: number; strictPort: boolean; open: boolean };
export function serve(parts: readonly string[]): Promise<void>;
