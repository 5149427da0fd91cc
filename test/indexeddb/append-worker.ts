/** A tab that appends one after the other, in a thread of its own: says of each append that it was acknowledged. */
import { openWorld } from '#indexeddb';
import type { Operation } from '#lab';
import { context } from '../contract/world/shared.ts';

export type AppendOrder = Readonly<{ world: string; tab: string; appends: number }>;

/** An event with an id of its own, in a stream that all tabs write to, and a row beside every other one, which has to be read first. */
function operations(id: string): readonly Operation[] {
  const commit = { count: 1, ids: id, types: ['A'], text: '[{"type":"A","data":{}}]', recordedAt: '' };
  const append: Operation = { kind: 'append', streamName: 'shared', expected: 'NO_CONCURRENCY_CHECK', commit };
  return /[02468]$/.test(id) ? [append, { kind: 'put', table: 'rows', id, text: '{}', expected: 0 }] : [append];
}

addEventListener('message', ({ data }: MessageEvent<AppendOrder>) => {
  void appendAll(data).then(() => postMessage('done'), reportError);
});

async function appendAll({ world: name, tab, appends }: AppendOrder): Promise<void> {
  const world = await openWorld(name);
  for (let index = 0; index < appends; index += 1) {
    const id = `${tab}-${index}`;
    await world.transact(operations(id), context(1));
    postMessage(id);
  }
  world.close();
}
