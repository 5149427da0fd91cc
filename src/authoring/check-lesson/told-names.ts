/** Holds the sentences in a lesson's head to what its checks tell: a name in braces that nothing tells never becomes a value. */
import { LANGUAGES } from '../../lesson/index.ts';
import { readValue, type ValueNode } from '../../lab/index.ts';
import { namesIn } from '../../panels/told/index.ts';
import type { CheckView } from '../../workbook/index.ts';
import type { SourcePlace } from '../authoring-error.ts';
import type { Lesson } from '../read-lesson.ts';
import type { LessonText } from '../read-text.ts';
import { nameOf, type Tell } from './finding.ts';

/** What was told of one type of events: the names of its properties, and by which checks, under which name. */
type ToldEvent = Readonly<{ properties: Set<string>; tellings: { check: string; name: string }[] }>;

/** The names and the events that checks tell where they do not hold. */
export class ToldNames {
  readonly #names = new Map<string, Set<string>>();
  readonly #events = new Map<string, ToldEvent>();

  /** Takes up what is told of checks. One that has failed with another error tells nothing of its own. */
  note(views: readonly CheckView[]): void {
    for (const view of views) {
      if (view.state !== 'broken' || view.fault.code !== 'expectation-failed') continue;
      const { check, told } = view;
      for (const [name, encoded] of Object.entries(told)) {
        this.#names.set(check, (this.#names.get(check) ?? new Set()).add(name));
        for (const event of eventsIn(readValue(encoded))) this.#noteEvent(event, { check, name });
      }
    }
  }

  /** Tells of names that are in no telling, and of events without words. */
  judge(lesson: Lesson, tell: Tell): void {
    const wrong = (place: SourcePlace, says: string): void =>
      tell({ isRight: false, where: `${nameOf(place.file)}:${place.line}`, says });
    for (const language of LANGUAGES) {
      const text = lesson.texts[language];
      this.#judgeChecks(text, wrong);
      this.#judgeWords(text, wrong);
      this.#judgeWordless(lesson, text, wrong);
    }
  }

  #noteEvent({ type, properties }: EventNode, telling: ToldEvent['tellings'][number]): void {
    const event = this.#events.get(type) ?? { properties: new Set(), tellings: [] };
    this.#events.set(type, event);
    for (const name of properties) event.properties.add(name);
    event.tellings.push(telling);
  }

  #judgeChecks({ head, placeInHead }: LessonText, wrong: (place: SourcePlace, says: string) => void): void {
    for (const [check, { otherwise }] of Object.entries(head.checks)) {
      const told = this.#names.get(check);
      const unknown = told && namesIn(otherwise ?? '').find((name) => !told.has(name));
      if (unknown === undefined) continue;
      const place = placeInHead('checks', check, 'otherwise');
      wrong(place, `"otherwise" of ${check} names {${unknown}}; the check tells: ${[...told!].join(', ')}.`);
    }
  }

  #judgeWords({ head, placeInHead }: LessonText, wrong: (place: SourcePlace, says: string) => void): void {
    for (const [type, sentence] of Object.entries(head.words)) {
      const properties = this.#events.get(type)?.properties;
      const unknown = properties && namesIn(sentence).find((name) => !properties.has(name));
      if (unknown === undefined) continue;
      const place = placeInHead('words', type);
      wrong(place, `"words" of ${type} names {${unknown}}; the event has: ${[...properties!].join(', ')}.`);
    }
  }

  /** Events without words stand in a sentence as code. One that nothing but an answer has may be its mistake. */
  #judgeWordless(lesson: Lesson, text: LessonText, wrong: (place: SourcePlace, says: string) => void): void {
    const { head, placeInHead } = text;
    const known = [
      ...lesson.page.cells.map(({ source }) => source),
      ...[...lesson.answers.values()].map(({ claims }) => claims.text),
    ].join('\n');
    for (const [type, { tellings }] of this.#events) {
      if (Object.hasOwn(head.words, type) || !known.includes(type)) continue;
      const named = tellings.find(({ check, name }) => namesIn(head.checks[check]?.otherwise ?? '').includes(name));
      if (!named) continue;
      const { check, name } = named;
      const place = Object.keys(head.words).length > 0 ? placeInHead('words') : placeInHead('checks', check);
      wrong(place, `"words" has no ${type}, which ${check} tells in {${name}}: ${type}: '…'.`);
    }
  }
}

/** An event as it was told; `properties` are those of its data, and its own. */
type EventNode = Readonly<{ type: string; properties: readonly string[] }>;

/** The value, or what is in the list, where those are events. */
function eventsIn(node: ValueNode): readonly EventNode[] {
  if (node.kind === 'list') return node.items.flatMap(eventsIn);
  if (node.kind !== 'object') return [];
  const type = node.entries.find(([name]) => name === 'type')?.[1];
  const data = node.entries.find(([name]) => name === 'data')?.[1];
  if (type?.kind !== 'string' || !/^[A-Z]\w*$/.test(type.text) || data === undefined) return [];
  const inside = data.kind === 'object' ? data.entries.map(([name]) => name) : [];
  const own = node.entries.map(([name]) => name).filter((name) => name !== 'type' && name !== 'data');
  return [{ type: type.text, properties: [...inside, ...own] }];
}
