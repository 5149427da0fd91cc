/** All the work of this browser as a whole: read, replaced, and brought back. Rules: ../../backup/README.md, BK5 to BK9. */
import { readBackup, writeBackup, type Backup } from '#backup';
import { inTurn } from './in-turn.ts';
import { findDatabases } from './open-stored.ts';
import { readDatabase } from './read-database.ts';
import { replaceDatabase } from './replace-database.ts';
import { beginWith, end, endWithout, isUnderWay, readPoint, readTime } from './restore-point.ts';

/** What came of it: all is replaced; all is as it was; or neither, and the next start has to bring it back. */
export type Outcome = Readonly<{ kind: 'replaced' } | { kind: 'undone' | 'half'; reason: unknown }>;

export type Backups = Readonly<{
  /** All the work that is here. */
  read(): Promise<Backup>;
  /** Puts a file's work in the place of all that is here, which becomes the restore point. */
  replace(backup: Backup): Promise<Outcome>;
  /** When the restore point was made; null when there is none. */
  readTime(): Promise<string | null>;
  /** Puts the restore point in the place of all that is here, which becomes the restore point. */
  bringBack(): Promise<Outcome>;
  /** Brings back what was here before something that has not come to its end; true when there was such a thing. */
  recover(): Promise<boolean>;
}>;

export type BackupParts = Readonly<{
  /** Lessons that the page knows, for browsers that do not list their databases. */
  lessons: readonly string[];
  /** ISO 8601. */
  now(): string;
  /** Hears of each database that was replaced, and is waited for. */
  replaced?(name: string): Promise<void>;
}>;

export function createBackups({ lessons, now, replaced = async () => {} }: BackupParts): Backups {
  const read = async (): Promise<Backup> => {
    const names = await findDatabases(lessons);
    return { at: now(), databases: await Promise.all(names.map(readDatabase)) };
  };
  const replaceAll = async ({ databases }: Backup): Promise<void> => {
    const stored = new Map(databases.map(({ name, stores }) => [name, stores]));
    const names = new Set([...(await findDatabases(lessons)), ...stored.keys()]);
    for (const name of names) {
      await replaceDatabase(name, stored.get(name) ?? new Map());
      await replaced(name);
    }
  };
  const rollBack = async (): Promise<void> => {
    await replaceAll(await readBefore());
    await endWithout();
  };
  /** In a turn: nobody else is at it, so what is under way was begun by a page that has gone. */
  const settle = async (): Promise<boolean> => {
    if (!(await isUnderWay())) return false;
    await rollBack();
    return true;
  };
  const exchange = async (find: () => Promise<Backup>): Promise<Outcome> => {
    let hasBegun = false;
    try {
      await settle();
      const next = await find();
      const here = await read();
      await beginWith({ at: here.at, bytes: writeBackup(here) });
      hasBegun = true;
      await replaceAll(next);
      await end();
      return { kind: 'replaced' };
    } catch (reason) {
      if (!hasBegun) return { kind: 'undone', reason };
      return rollBack().then(
        () => ({ kind: 'undone', reason }),
        () => ({ kind: 'half', reason }),
      );
    }
  };

  return {
    read,
    replace: (backup) => inTurn(() => exchange(async () => backup)),
    readTime,
    bringBack: () => inTurn(() => exchange(readBefore)),
    recover: async () => (await isUnderWay()) && (await inTurn(settle)),
  };
}

async function readBefore(): Promise<Backup> {
  const point = await readPoint();
  const found = point && readBackup(point.bytes, 'ours');
  if (found?.kind === 'read') return found.backup;
  throw new Error(`The restore point cannot be read: ${found ? found.refusal.why : 'missing'}.`);
}
