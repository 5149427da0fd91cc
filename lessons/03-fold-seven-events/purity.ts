import type { Fold } from 'eventsourcing';
import { clock, eventStore } from 'lab';
import { lead, type Lead, type LeadEvent } from './lead.ts';

const { events } =
  await eventStore.readStream<LeadEvent>('lead-12', { to: 6 });
const run = ({ initialState, evolve }: Fold<Lead, LeadEvent>) =>
  events.reduce(evolve, initialState()).status;

// This fold asks the clock whether the payment is late.
const late: Fold<Lead, LeadEvent> = {
  ...lead,
  evolve(state, event) {
    if (event.type !== 'OrderSubmitted') return lead.evolve(state, event);
    const isLate = Date.now() > Date.parse(event.data.paymentDeadline);
    const payment = isLate ? 'overdue' : 'pending';
    return { ...state, status: `payment ${payment}` };
  },
};

// This one draws an order number.
const drawn: Fold<Lead, LeadEvent> = {
  ...lead,
  evolve(state, event) {
    if (event.type !== 'OrderSubmitted') return lead.evolve(state, event);
    const order = Math.floor(Math.random() * 1_000_000);
    return { ...state, status: `order ${order}: payment pending` };
  },
};

// Fold, let four days pass, fold again.
run(late);
run(drawn);
run(lead);
await clock.advance(4 * 24 * 60 * 60 * 1000);
run(late);
run(drawn);
run(lead);

// Folded in two parts, the first one says what it says at once.
const four = events.slice(0, 4).reduce(late.evolve, late.initialState());
const six = events.slice(4).reduce(late.evolve, four);
six.status === run(late);
