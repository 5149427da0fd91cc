/** What led to what: events and messages of a trace, each below the one that it names as its cause. Rules: README.md, TR. */
import type { Command, Event, Message, Metadata, Recorded } from '#eventsourcing';
import type { TraceAct, TraceStep } from './trace.ts';

/** What became of a message for a consumer, when it was last heard of. */
export type Heard = Readonly<{ consumer: string; kind: (TraceAct & { consumer: string })['kind']; attempt: number }>;

/** Something that was said, and all that it led to. */
export type Cause = Readonly<{ led: readonly Cause[] }> &
  (
    | Readonly<{ kind: 'event'; event: Recorded<Event> }>
    | Readonly<{ kind: 'message'; topic: string; message: Message; heard: readonly Heard[] }>
    /** Events that were not appended, because somebody else was first. */
    | Readonly<{ kind: 'conflict'; streamName: string; events: readonly Event[] }>
    /** Known by those that it led to and by nothing else: a command, or something that this trace does not have. */
    | Readonly<{ kind: 'command' | 'unknown'; id: string }>
  );

/** What a process manager writes down of a command. */
const ISSUED = 'CommandIssued';

type Node = Cause & { readonly led: Node[] };

/** All ids that events and messages say they belong to, in the order in which they came. */
export function correlationsOf(steps: readonly TraceStep[]): string[] {
  const said = toNodes(steps).map((node) => metadataOf(node)?.correlationId);
  return [...new Set(said.filter((id) => id !== undefined))];
}

/** Everything that belongs to one request, as trees: what came first is at the top. A cause is what came before. */
export function causesOf(steps: readonly TraceStep[], correlationId: string): readonly Cause[] {
  const roots: Node[] = [];
  const known: Known = { events: new Map(), messages: new Map(), unseen: new Map() };
  for (const node of toNodes(steps)) {
    const metadata = metadataOf(node);
    if (metadata?.correlationId !== correlationId) continue;
    const led = ledTo(node, metadata, known);
    if (led === null) roots.push(node);
    else {
      if (led.led.length === 0 && isUnseen(led)) roots.push(led);
      led.led.push(node);
    }
    if (node.kind === 'message') setFirst(known.messages, node.message.messageId, node);
    if (node.kind === 'event') for (const name of namesOf(node.event)) setFirst(known.events, name, node);
  }
  return roots;
}

/** What came before, by what others call it. */
type Known = Readonly<Record<'events' | 'messages' | 'unseen', Map<string, Node>>>;

/** What led to something; null when it does not say. */
function ledTo(node: Node, { causationId, commandId }: Metadata, { events, messages, unseen }: Known): Node | null {
  if (causationId === undefined) return null;
  // A message has the place of its event as its id: what that leads to is the message's, and the message is the event's.
  const isOwn = node.kind === 'message' && node.message.messageId === causationId;
  const seen = (isOwn ? undefined : messages.get(causationId)) ?? events.get(causationId);
  if (seen) return seen;
  setFirst(unseen, causationId, { kind: commandId === causationId ? 'command' : 'unknown', id: causationId, led: [] });
  return unseen.get(causationId)!;
}

const isUnseen = ({ kind }: Node): boolean => kind === 'command' || kind === 'unknown';

function toNodes(steps: readonly TraceStep[]): Node[] {
  const acts = steps.flatMap((step) => step.acts);
  return acts.flatMap((act): Node[] => {
    if (act.kind === 'appended') return act.events.map((event) => ({ kind: 'event', event, led: [] }));
    if (act.kind === 'conflict') return [{ ...act, led: [] }];
    if (act.kind !== 'published') return [];
    const { topic, message } = act;
    return [{ kind: 'message', topic, message, heard: heardOf(act, acts), led: [] }];
  });
}

function heardOf({ topic, number }: TraceAct & { kind: 'published' }, acts: readonly TraceAct[]): Heard[] {
  const heard = new Map<string, Heard>();
  for (const act of acts) {
    if (!('consumer' in act) || act.topic !== topic || act.number !== number) continue;
    const { consumer, kind, attempt } = act;
    heard.set(consumer, { consumer, kind, attempt });
  }
  return [...heard.values()];
}

function metadataOf(node: Node): Metadata | undefined {
  switch (node.kind) {
    case 'event':
      return node.event.metadata;
    case 'message':
      return node.message.metadata;
    case 'conflict':
      return node.events[0]?.metadata;
    default:
      return undefined;
  }
}

/** What others call an event: its id, its place, and the id of a command that it issues. */
function namesOf({ eventId, streamName, streamPosition, type, data }: Recorded<Event>): string[] {
  const issued = type === ISSUED ? (data as Command | null)?.metadata?.commandId : undefined;
  return [eventId, `${streamName}@${streamPosition}`, ...(issued === undefined ? [] : [issued])];
}

function setFirst<Value>(map: Map<string, Value>, name: string, value: Value): void {
  if (!map.has(name)) map.set(name, value);
}
