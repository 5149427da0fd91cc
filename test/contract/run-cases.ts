/** Makes tests of contract cases: each gets a port of its own, which is closed afterwards. */
import { describe, test } from 'vitest';
import { assert, type Case } from './assert.ts';

/** A port and how to let go of it. */
export type Opened<Port> = Readonly<{ port: Port; close(): Promise<void> }>;

/** One test for each case, against the ports that `open` makes. */
export function runCases<Port>(name: string, cases: readonly Case<Port>[], open: () => Promise<Opened<Port>>): void {
  describe(name, () => {
    for (const { title, run } of cases) {
      test(title, async () => {
        const { port, close } = await open();
        try {
          await run(port, assert);
        } finally {
          await close();
        }
      });
    }
  });
}

/** For ports that need no closing. */
export const opened = <Port>(port: Port): Promise<Opened<Port>> =>
  Promise.resolve({ port, close: () => Promise.resolve() });
