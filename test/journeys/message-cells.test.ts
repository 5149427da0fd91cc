/** Cells that send and take messages, as lessons will have them: in the built page, with every crash and duplicate lived. */
import { expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { runCells } from '../site/run-cells.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const LANGUAGES = usualLanguage('ko');

const ORDER = `
import type { Message } from 'lab';

export const orderPlaced = { type: 'OrderPlaced', data: { orderId: '7dd8' } };
export const toMessage = ({ type, data }: typeof orderPlaced): Message =>
  ({ messageId: 'order-7dd8-1', key: data.orderId, type, body: data });
`;

const OUTBOX = `
import { broker, database, eventStore, explore, type Message } from 'lab';
import { orderPlaced, toMessage } from './table.ts';

const saved = async () => (await eventStore.readStream('order-7dd8')).events.length;
const told = async () => (await broker.messages('orders')).length;
const outbox = database.table<Message>('outbox', { key: 'messageId' });
const outcome = async () => ({ saved: await saved(), told: await told() });
const laws = { 'never-lost': ({ saved, told }: { saved: number; told: number }) => told >= saved };
const append = { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' } as const;

await explore({
  actors: { shop: async () => {
    await eventStore.appendToStream('order-7dd8', [orderPlaced], append);
    await broker.publish('orders', toMessage(orderPlaced));
  } },
  faults: ['crash'], outcome, laws,
});

const place = () => database.transaction(async (tx) => {
  tx.appendToStream('order-7dd8', [orderPlaced], append);
  tx.insert(outbox, toMessage(orderPlaced));
});
const relay = async () => {
  for (const message of await outbox.all()) {
    await broker.publish('orders', message);
    await outbox.delete(message.messageId);
  }
};
const explored = await explore({
  actors: { shop: async () => { await place(); await relay(); } }, restart: relay, faults: ['crash'], outcome, laws,
});
explored.outcomes.map(({ outcome, count }) => [outcome.saved, outcome.told, count].join(' ')).join(', ');
explored.laws;
[await saved(), await told()];
`;

test.for(LANGUAGES)(
  'L19: every crash of a shop is lived, without an outbox and with one: %s',
  async ([language, messages], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const shown = await runCells(page, { imported: ORDER, source: OUTBOX, ends: 'done', messages });
    expect(shown.values.slice(1)).toEqual([
      "'1 1 3, 1 2 1, 0 0 1'",
      '{ never-lost: { held: 5, broken: 0 } }',
      '[0, 0]',
    ]);
    expect(shown.values[0]).toMatch(/3.*never-lost.*2.*1/);
  },
);

const POINTS = `
import { broker, database, explore, type Message } from 'lab';

const points = database.table<{ userId: string; points: number }>('points', { key: 'userId' });
const inbox = database.table<{ consumer: string; messageId: string }>('inbox', { key: ['consumer', 'messageId'] });
type Credit = (message: Message<{ userId: string }>) => Promise<void>;

const add = (userId: string) => database.transaction(async (tx) => {
  const before = (await tx.get(points, userId))?.points ?? 0;
  tx.put(points, { userId, points: before + 10 });
});
const once: Credit = ({ messageId, body }) => database.transaction(async (tx) => {
  if (!(await tx.insertIfAbsent(inbox, { consumer: 'points', messageId }))) return;
  const before = (await tx.get(points, body.userId))?.points ?? 0;
  tx.put(points, { userId: body.userId, points: before + 10 });
});
const seen = new Set<string>();
const variants: Record<string, Credit> = {
  once,
  careless: ({ body }) => add(body.userId),
  marked: async ({ messageId, body }) => {
    const isNew = await inbox.insert({ consumer: 'points', messageId }).then(() => true, () => false);
    if (isNew) await add(body.userId);
  },
  late: async ({ messageId, body }) => {
    if (await inbox.get(['points', messageId])) return;
    await add(body.userId);
    await inbox.insert({ consumer: 'points', messageId });
  },
  variable: async ({ messageId, body }) => {
    if (seen.has(messageId)) return;
    await add(body.userId);
    seen.add(messageId);
  },
};

const told: string[] = [];
for (const [name, credit] of Object.entries(variants)) {
  const { schedules, outcomes } = await explore({
    before: () => broker.publish('orders', { messageId: 'm-1', key: '52', type: 'OrderPlaced', body: { userId: '52' } }),
    actors: { points: async () => { broker.subscribe('orders', 'points', credit); } },
    faults: ['crash', 'duplicate'],
    outcome: async () => (await points.get('52'))?.points ?? 0,
    laws: { 'effect-once': (total) => total === 10 },
  });
  const counts = outcomes.map(({ outcome, count }) => \`\${outcome}×\${count}\`).toSorted();
  told.push(\`\${name} \${schedules}: \${counts.join(' ')}\`);
}
told.join(' · ');
`;

test('L21: every crash and duplicate of a consumer is lived, and of five variants one is right', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const shown = await runCells(page, { imported: 'export {};', source: POINTS, ends: 'done' });
  expect(shown.values.at(-1)).toBe(
    "'once 6: 10×6 · careless 5: 10×3 20×2 · marked 6: 0×2 10×4 · late 7: 10×6 20×1 · variable 5: 10×4 20×1'",
  );
});

const CONSUMER = `
import { broker } from 'lab';

const got: string[] = [];
broker.subscribe('orders', 'mails', ({ messageId, key }, { attempt }) => {
  if (key === 'poison') throw new Error('cannot be read');
  got.push(\`\${messageId} \${attempt}\`);
}, { maxDeliver: 2 });
setTimeout(async () => {
  const parked = await broker.parked('orders', 'mails');
  console.log(\`\${got.join()} · \${parked.length}\`);
}, 60_000);
`;

test('a consumer gets what an earlier cell has published, once, also after a reload, and parks what it cannot handle', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const publish = `
import { broker } from 'lab';

for (const [messageId, key] of [['m-1', 'a'], ['m-2', 'poison'], ['m-3', 'a']] as const) {
  await broker.publish('orders', { messageId, key, type: 'OrderPlaced', body: {} });
}
(await broker.messages('orders')).length;
`;
  const publisher = new Cell(page, 'table.ts');
  await publisher.write(publish.trim());
  await publisher.run();
  expect(await publisher.values()).toEqual(['3']);
  const consumer = new Cell(page, 'events.ts');
  await consumer.write(CONSUMER.trim());
  await page.reload();
  await consumer.run();
  expect(await consumer.log.textContent()).toContain('m-1 1,m-3 1 · 1');
  expect(await consumer.log.textContent()).toContain('cannot be read');
});

const LIBRARY = `
import { inbox, logRelay, outbox, outboxRelay, type ToMessage } from 'eventsourcing';
import { broker, database, eventStore, explore } from 'lab';
import { orderPlaced } from './table.ts';

const toMessage: ToMessage<typeof orderPlaced> = ({ data }) => ({ body: data });
const to = { broker, topic: 'orders' };
const box = outbox(database, toMessage);
const relay = outboxRelay(box, to);
const saved = async () => (await eventStore.readStream('order-7dd8')).events.length;
const told = async () => (await broker.messages('orders')).length;
const laws = {
  'never-lost': ({ saved, told }: { saved: number; told: number }) => told >= saved,
  'never-invented': ({ saved, told }: { saved: number; told: number }) => saved > 0 || told === 0,
};
const { laws: kept, outcomes } = await explore({
  actors: { shop: async () => {
    await box.appendToStream('order-7dd8', [orderPlaced], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
    await relay.run();
  } },
  restart: () => relay.run(), faults: ['crash'], laws,
  outcome: async () => ({ saved: await saved(), told: await told() }),
});
Object.values(kept).map(({ broken }) => broken).join(' ');
Math.max(...outcomes.map(({ outcome }) => outcome.told));

await box.appendToStream('order-1', [orderPlaced], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
(await relay.run()).published;
(await logRelay({ eventStore, database }, to, { name: 'log', toMessage }).run()).published;
const points = database.table<{ id: string; n: number }>('points', { key: 'id' });
const seen = inbox(database, 'points');
const answers: string[] = [];
for (const message of await broker.messages('orders')) {
  answers.push(await seen.handle(message, async (tx) => tx.put(points, { id: 'a', n: ((await tx.get(points, 'a'))?.n ?? 0) + 10 })));
}
answers.join(' ') + ' ' + (await points.get('a'))?.n;
`;

test.for(LANGUAGES)(
  "L19, L21: the library's outbox, relays and inbox do the same: %s",
  async ([language, messages], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const shown = await runCells(page, { imported: ORDER, source: LIBRARY, ends: 'done', messages });
    const values = shown.values.filter((value) => !value.startsWith('{'));
    expect(values.slice(-5)).toEqual(["'0 0'", '2', '1', '1', "'done seen 10'"]);
    // What came of all schedules is drawn, by law.
    const matrix = page.locator('schedule-matrix');
    await matrix.getByText(messages.matrix.holds).first().waitFor();
    expect(await matrix.locator('tbody tr').count()).toBe(3);
    await matrix.locator('summary').last().click();
    expect(await matrix.locator('.step').last().isVisible()).toBe(true);
  },
);
