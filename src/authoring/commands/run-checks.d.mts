/** Types of run-checks.mjs, which is plain JavaScript because Node runs it as it is. */

/** What running checks asks of the machine. */
export type CheckTools = Readonly<{
  /** Runs a script of package.json. */
  runScript(
    script: string,
    options: Readonly<{ parts?: readonly string[]; env?: Readonly<Record<string, string>>; keepOutput?: boolean }>,
  ): Promise<Readonly<{ status: number; output: string }>>;
  /** The report that a script left, or '' when it left none. */
  readReport(script: string): string;
  findBrowser(): Promise<string>;
  print(line: string): void;
}>;

export const CHECKS: readonly Readonly<{ name: string }>[];
export function runChecks(names: readonly string[], tools: CheckTools): Promise<number>;
export function runNamedChecks(names: readonly string[]): Promise<void>;
