import { clock, eventStore } from 'lab';

clock.travelTo('2020-05-20T09:52:55.95Z');
await eventStore.appendToStream('lead-12', [
  {
    type: 'LeadInitialized',
    data: { firstName: 'Casey', lastName: 'David', phone: '555-2951' },
  },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

clock.travelTo('2020-05-20T12:32:08.24Z');
await eventStore.appendToStream('lead-12', [
  { type: 'Contacted', data: {} },
  { type: 'FollowupSet', data: { on: '2020-05-27T12:00:00.00Z' } },
  {
    type: 'ContactDetailsUpdated',
    data: { firstName: 'Casey', lastName: 'Davis', phone: '555-8101' },
  },
], { expectedStreamVersion: 1 });

clock.travelTo('2020-05-27T12:02:12.51Z');
await eventStore.appendToStream('lead-12', [
  { type: 'Contacted', data: {} },
  {
    type: 'OrderSubmitted',
    data: { paymentDeadline: '2020-05-30T12:02:12.51Z' },
  },
], { expectedStreamVersion: 4 });

clock.travelTo('2020-05-27T12:38:44.12Z');
await eventStore.appendToStream('lead-12', [
  { type: 'PaymentConfirmed', data: { status: 'converted' } },
], { expectedStreamVersion: 6 });

const { events } = await eventStore.readStream('lead-12');
const [first, second, third, fourth] = events;
second.recordedAt;
fourth.recordedAt;
