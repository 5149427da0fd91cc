import { IllegalStateError, type Command, type Event } from 'eventsourcing';

type Change = { templateId: number; count: number; reason: string };
type RequestCountChange = Command<'RequestCountChange', Change>;
type CountChangeRequested = Event<'CountChangeRequested', Change>;

// An aggregate as it is often written: an object with two methods.
class Template {
  templateId = 0;
  count = 0;
  requested = 0;
  state = 'ready';

  // A command comes in and events come out, or it says no.
  process({ data }: RequestCountChange): CountChangeRequested[] {
    if (this.state === 'pending') {
      throw new IllegalStateError('A change is pending already.');
    }
    return [{ type: 'CountChangeRequested', data }];
  }

  // An event comes in: it has happened, and this is what it means.
  apply({ data }: CountChangeRequested): void {
    this.templateId = data.templateId;
    this.requested = data.count;
    this.state = 'pending';
  }
}

const template = new Template();
const events = template.process({
  type: 'RequestCountChange',
  data: { templateId: 3, count: 10, reason: 'more seats sold' },
});
events;
export const between = template.state;
between;

for (const event of events) template.apply(event);
template;
