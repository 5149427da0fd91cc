/** A page that is ended in the middle of bringing something in: says which database it has replaced, and goes no further than it is told. */
import type { Backup } from '#backup';
import { createBackups } from '#indexeddb/backup';

type Order = Readonly<{ backup: Backup; most: number }>;

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  let replaced = 0;
  const backups = createBackups({
    lessons: [],
    now: () => '2026-01-01T00:00:00.000Z',
    async replaced() {
      replaced += 1;
      if (replaced < data.most) return;
      postMessage('waiting');
      await new Promise(() => {});
    },
  });
  void backups.replace(data.backup).then(() => postMessage('done'));
});
