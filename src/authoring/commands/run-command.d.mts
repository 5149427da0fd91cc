/** Types of run-command.mjs, which is plain JavaScript because Node runs it as it is. */
export function runCommand(
  command: string,
  parts: readonly string[],
  options: Readonly<{
    cwd?: string;
    env?: Readonly<Record<string, string | undefined>>;
    shell?: boolean;
    keepOutput?: boolean;
    /** Milliseconds after which it is ended. */
    limit?: number;
    /** What to say then. */
    late?: () => string;
  }>,
): Promise<Readonly<{ status: number; output: string }>>;
