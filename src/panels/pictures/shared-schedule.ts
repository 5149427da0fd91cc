/** A schedule in an address: who follows it sees the way that somebody else has found. Rules: ../../RULES.md, X20. */
import type { Finding } from '#lab';

/** A schedule of a cell, and what it was found on. */
export type SharedSchedule = Readonly<{ file: string; schedule: string; found: Finding }>;

const NAME = /^[\d.]{1,400}$/;
const TEXT = /^[\da-z]{1,20}$/;

/** The address of a page that leads to a schedule in it. */
export function linkTo({ file, schedule, found }: SharedSchedule, page: string): string {
  const url = new URL(page);
  url.search = String(new URLSearchParams({ schedule, text: found.text, number: String(found.number) }));
  url.hash = encodeURIComponent(file);
  return url.href;
}

/** The schedule that an address leads to; null for any other. */
export function scheduleIn(page: string): SharedSchedule | null {
  const { searchParams, hash } = new URL(page);
  const [schedule, text] = [searchParams.get('schedule') ?? '', searchParams.get('text') ?? ''];
  const number = Number(searchParams.get('number'));
  if (!NAME.test(schedule) || !TEXT.test(text) || !(Number.isSafeInteger(number) && number > 0)) return null;
  return { file: fileIn(hash), schedule, found: { text, number } };
}

/** What stands behind the `#`. An address is a stranger's. */
function fileIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
