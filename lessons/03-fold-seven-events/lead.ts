import type { Event, Fold } from 'eventsourcing';

type Details = { firstName: string; lastName: string; phone: string };
export type Lead = { status: string } & Details;
export type LeadEvent =
  | Event<'LeadInitialized', Details>
  | Event<'Contacted', object>
  | Event<'FollowupSet', { on: string }>
  | Event<'ContactDetailsUpdated', Details>
  | Event<'OrderSubmitted', { paymentDeadline: string }>
  | Event<'PaymentConfirmed', { status: string }>;

export const lead: Fold<Lead, LeadEvent> = {
  initialState: () =>
    ({ status: 'unknown', firstName: '', lastName: '', phone: '' }),
  evolve(state, event) {
    switch (event.type) {
      case 'LeadInitialized': return { status: 'new', ...event.data };
      case 'Contacted': return { ...state, status: 'contacted' };
      case 'FollowupSet': return { ...state, status: 'follow-up set' };
      case 'ContactDetailsUpdated': return { ...state, ...event.data };
      case 'OrderSubmitted': return { ...state, status: 'payment pending' };
      case 'PaymentConfirmed': return { ...state, status: 'converted' };
      // A type that this fold does not know changes nothing.
      default: return state;
    }
  },
};

// By hand: a state and an event go in, the next state comes out.
const zero = lead.initialState();
const one = lead.evolve(zero, {
  type: 'LeadInitialized',
  data: { firstName: 'Casey', lastName: 'David', phone: '555-2951' },
});
const two = lead.evolve(one, { type: 'Contacted', data: {} });

two;
one;
