/** Lets a run's output through in batches, and no more of it than a page can show. Rule X15. */
import { BORDER_LIMITS } from '../border-limits.ts';
import type { OutputItem } from '../protocol.ts';

export type OutputValve = Readonly<{
  push(items: readonly OutputItem[]): void;
  /** Sends what waits, at once. */
  flush(): void;
}>;

/** Output goes out by `send`: the first at once, then at most one batch each interval. */
export function createOutputValve(send: (items: OutputItem[]) => void): OutputValve {
  let waiting: OutputItem[] = [];
  let lines = 0;
  let characters = 0;
  let isCut = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0) {
      const batch = firstBatch(waiting);
      waiting = waiting.slice(batch.length);
      send(batch);
    }
  };
  const sendBatch = (): void => {
    timer = undefined;
    if (waiting.length === 0) return;
    const batch = firstBatch(waiting);
    waiting = waiting.slice(batch.length);
    send(batch);
    timer = setTimeout(sendBatch, BORDER_LIMITS.batchInterval);
  };

  return {
    push(items) {
      for (const item of items) {
        if (isCut) break;
        lines += 1;
        characters += lengthOf(item);
        isCut =
          item?.kind === 'cut' || lines > BORDER_LIMITS.outputLines || characters > BORDER_LIMITS.outputCharacters;
        waiting.push(isCut ? { kind: 'cut' } : item);
      }
      if (timer === undefined) sendBatch();
    },
    flush,
  };
}

/** As many items as fit into one batch; at least one. */
function firstBatch(items: readonly OutputItem[]): OutputItem[] {
  let characters = 0;
  const end = items.findIndex((item, index) => {
    characters += lengthOf(item);
    return index === BORDER_LIMITS.batchItems || (index > 0 && characters > BORDER_LIMITS.batchCharacters);
  });
  return items.slice(0, end === -1 ? items.length : end);
}

/** Characters of an item. Only text counts: what has a length of its own making is no item, and is refused by the page. */
function lengthOf(item: OutputItem): number {
  if (item?.kind !== 'log') return textLength((item as { value?: unknown } | null)?.value);
  const values: unknown = item.values;
  return Array.isArray(values) ? values.reduce<number>((sum, value) => sum + textLength(value), 0) : 0;
}

const textLength = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
