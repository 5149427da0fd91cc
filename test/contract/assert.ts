/** The assertions of the contract cases: plain code, so that a case can also be run as a cell, where no test library is. */

/** A promise of a port, and a way to find out whether it is kept. The title begins with the rule's number. */
export type Case<Port> = Readonly<{ title: string; run(port: Port, assert: Assert): Promise<void> }>;

/** Anything with the code of an error of ours. */
export type Failure = Readonly<{ code: string; data: Readonly<Record<string, unknown>> }>;

export interface Assert {
  /** Throws unless both are the same, down to every property. */
  same(actual: unknown, expected: unknown, about?: string): void;
  /** Throws unless `work` fails with this code and, where given, exactly this data. */
  fails(work: () => Promise<unknown>, code: string, data?: object): Promise<void>;
}

export const assert: Assert = {
  same(actual, expected, about = 'value') {
    const path = difference(actual, expected, about);
    if (path === null) return;
    throw new Error(`${path} differs. Found: ${shown(actual)} Expected: ${shown(expected)}`);
  },
  async fails(work, code, data) {
    const error = await failureOf(work);
    if (error === null) throw new Error(`Nothing failed; expected is ${code}.`);
    assert.same(error.code, code, `code of "${String((error as { message?: unknown }).message)}"`);
    if (data) assert.same(error.data, data, 'data');
  },
};

/** What `work` fails with; null when it does not. */
async function failureOf(work: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error as Failure;
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
};

/** The path of the first thing in which two values differ; null when they are the same. */
function difference(a: unknown, b: unknown, path: string): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  if (Array.isArray(a) !== Array.isArray(b)) return path;
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  const names = Object.keys(left);
  for (const name of new Set([...names, ...Object.keys(right)])) {
    if (Object.hasOwn(left, name) !== Object.hasOwn(right, name)) return `${path}.${name}`;
    const inside = difference(left[name], right[name], `${path}.${name}`);
    if (inside !== null) return inside;
  }
  return null;
}
