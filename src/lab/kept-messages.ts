/** How a broker keeps what it has taken and what became of it: in rows that no learner can name. Rules: README.md, B7. */
import type { Message } from '#eventsourcing';
import { KEPT_DELIVERIES, KEPT_MESSAGES } from './kept-tables.ts';
import type { LabStorage, Operation, RowQuery, StoredRow } from './storage.ts';

/** A message of a topic; numbers begin at 1. */
export type Published = Readonly<{ topic: string; number: number; message: Message; at: number }>;

/** What became of a message for a consumer; one that nobody was given yet has none. */
export type Delivery = Readonly<{
  topic: string;
  consumer: string;
  number: number;
  /** Given to a handler; refused by one, and to be given again; done; or put aside. */
  state: 'out' | 'refused' | 'acknowledged' | 'parked';
  /** How often a handler has got it. */
  attempts: number;
  /** Virtual milliseconds since 1970: not before then is it given again. */
  due: number;
}>;

/** Keeps a message. Another tab may have been quicker. */
export const keepPublished = ({ topic, number, message, at }: Published): Operation => ({
  kind: 'put',
  table: KEPT_MESSAGES,
  id: [topic, number],
  text: JSON.stringify({ message, at }),
  expected: 0,
});

/** Keeps what became of a message. */
export const keepDelivery = ({ topic, consumer, number, ...rest }: Delivery): Operation => ({
  kind: 'put',
  table: KEPT_DELIVERIES,
  id: [topic, consumer, number],
  text: JSON.stringify(rest),
});

export function toPublished({ id, text }: StoredRow): Published {
  const [topic, number] = id as [string, number];
  return { topic, number, ...(JSON.parse(text) as { message: Message; at: number }) };
}

export function toDelivery({ id, text }: StoredRow): Delivery {
  const [topic, consumer, number] = id as [string, string, number];
  return { topic, consumer, number, ...(JSON.parse(text) as Pick<Delivery, 'state' | 'attempts' | 'due'>) };
}

/** The rows of such a table: all, or about so many from the first on. */
export async function readKeptRows(
  storage: Pick<LabStorage, 'readRows'>,
  table: string,
  most = Infinity,
): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  for (let next: RowQuery | null = { table, wanted: Math.min(most, 1_000) }; next && rows.length < most;) {
    const page = await storage.readRows(next);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}
