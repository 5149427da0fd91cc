/** Names and data in little room. */
import { html } from 'lit';

const DATA_CHARACTERS = 200;

/** A name that may be broken between its words, and is still copied as one. */
export const breakable = (name: string) =>
  name.split(/(?<=[a-z])(?=[A-Z])/).map((word, index) => (index === 0 ? word : html`<wbr />${word}`));

/** An event's data in one line, without the noise of JSON. */
export function dataText(data: unknown): string {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const text = isObject
    ? Object.entries(data)
        .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ')
    : JSON.stringify(data);
  return text.length > DATA_CHARACTERS ? `${text.slice(0, DATA_CHARACTERS)}…` : text;
}
