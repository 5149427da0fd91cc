/** Says what does not fit a schema, as a sentence. */

type Issue = Readonly<{
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
}>;

/** A key that is not there, what it is missing from, and a key that nobody knows there: most often it is misspelt. */
export type Missing = Readonly<{ within: readonly PropertyKey[]; key: string; instead: string | null }>;

/** What a schema has to say. */
export function describeIssue({ code, path, message, keys }: Issue): string {
  if (code === 'unrecognized_keys') return `unknown key ${keys!.map((key) => `"${key}"`).join(', ')}.`;
  return `${path.length > 0 ? `"${path.join('.')}" ` : ''}${message}.`;
}

/** The key without which `written` does not fit, where that is the first thing that is wrong and the schema has no words of its own for it. */
export function findMissing(issues: readonly Issue[], written: unknown): Missing | null {
  const [issue] = issues;
  const key = issue?.path.at(-1);
  if (!issue || typeof key !== 'string' || !issue.message.startsWith('Invalid ')) return null;
  const within = issue.path.slice(0, -1);
  const owner = within.reduce<unknown>((value, name) => (value as Record<PropertyKey, unknown>)[name], written);
  if ((owner as Record<string, unknown>)[key] !== undefined) return null;
  const unknown = issues.find(({ code, path }) => code === 'unrecognized_keys' && path.join('.') === within.join('.'));
  return { within, key, instead: unknown?.keys?.[0] ?? null };
}
