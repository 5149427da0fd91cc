import type { LeadEvent } from './lead.ts';

export type Row = LeadEvent &
  Readonly<{ streamPosition: number; recordedAt: string }>;

export const rows: readonly Row[] = [
  {
    streamPosition: 4, recordedAt: '2020-05-20T12:32:08.240Z',
    type: 'ContactDetailsUpdated',
    data: { firstName: 'Casey', lastName: 'Davis', phone: '555-8101' },
  },
  {
    streamPosition: 6, recordedAt: '2020-05-27T12:02:12.510Z',
    type: 'OrderSubmitted',
    data: { paymentDeadline: '2020-05-30T12:02:12.51Z' },
  },
  {
    streamPosition: 1, recordedAt: '2020-05-20T09:52:55.950Z',
    type: 'LeadInitialized',
    data: { firstName: 'Casey', lastName: 'David', phone: '555-2951' },
  },
  {
    streamPosition: 7, recordedAt: '2020-05-27T12:38:44.120Z',
    type: 'PaymentConfirmed', data: { status: 'converted' },
  },
  {
    streamPosition: 2, recordedAt: '2020-05-20T12:32:08.240Z',
    type: 'Contacted', data: {},
  },
  {
    streamPosition: 5, recordedAt: '2020-05-27T12:02:12.510Z',
    type: 'Contacted', data: {},
  },
  {
    streamPosition: 3, recordedAt: '2020-05-20T12:32:08.240Z',
    type: 'FollowupSet', data: { on: '2020-05-27T12:00:00.00Z' },
  },
];

rows.map(({ streamPosition }) => streamPosition);
