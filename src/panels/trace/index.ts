/** The panels about messages and the trace, and what they read of a world. They come with the lessons that have one of them. */
import { readTopics, readTrace, withAsked, type Topics, type Trace, type TraceStep, type WorldStorage } from '#lab';
import './messages-panel.ts';
import './trace-panel.ts';

/** What has been going on in a world. */
export type Traffic = Readonly<{ topics: Topics; trace: Trace }>;

/** Transactions that are told. */
const STEPS = 200;

/** `asked` gives what was asked of the world and left nothing in it. */
export async function readTraffic(world: WorldStorage, asked: () => readonly TraceStep[]): Promise<Traffic> {
  const [topics, trace] = await Promise.all([readTopics(world), readTrace(world, STEPS)]);
  return { topics, trace: withAsked(trace, asked()) };
}
