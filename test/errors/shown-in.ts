/** Every error in one language: the page says what happened, where, and what to try next. */
import { describe } from 'vitest';
import { ERRORS, type ErrorCode } from '#errors';
import type { AllMessages } from '#i18n';
import { oneIn } from '../site/length.ts';
import { test, type LESSON } from '../site/test.ts';
import type { Case, PageKind } from './case.ts';
import { CASES } from './cases.ts';
import { EXPECTATION_CASES } from './expectations.ts';
import { expectShown } from './expect-shown.ts';
import { openKind } from './open-page.ts';

/** What the sandbox says of a run that it has ended depends on time: those have a file of their own. */
const ALL = (Object.entries(CASES) as [ErrorCode, Case][]).filter(([code]) => !Object.hasOwn(ERRORS.sandbox, code));
/** Kinds of page that errors need. */
export const KINDS = [...new Set(ALL.map(([, { page = 'as it is' }]) => page))];
const ofKind = (kind: PageKind) => ALL.filter(([, { page = 'as it is' }]) => page === kind);

/** Tests of what pages in a language say of errors. */
export function testShownIn(
  language: keyof typeof LESSON,
  messages: AllMessages,
  kinds: readonly PageKind[],
  /** One in so many is brought about where there is not time for all; of inputs, whose words differ least, one in three times as many. */
  share = 1,
): void {
  describe(`in ${language}`, () => {
    test.for(kinds)('every error that a page %s can show', async (kind, { serve, openPage }) => {
      const page = await openKind(kind, language, { serve, openPage });
      for (const [code, one] of oneIn(share, ofKind(kind))) await expectShown(page, messages, code, one);
    });

    test('everything that an input should have been', async ({ serve, openPage }) => {
      const page = await openKind('as it is', language, { serve, openPage });
      for (const [, one] of oneIn(share * 3, EXPECTATION_CASES))
        await expectShown(page, messages, 'invalid-input', one);
    });

    test("an error with somebody else's code is told as what was thrown", async ({ serve, openPage }) => {
      const page = await openKind('as it is', language, { serve, openPage });
      for (const code of ['E_TOO_LATE', 'no-worker', 'toString'] as const) {
        const text = [`throw Object.assign(new Error('too late'), { code: '${code}' });`];
        await expectShown(page, messages, 'thrown-error', {
          text,
          data: { name: 'Error', message: 'too late' },
          line: 1,
        });
      }
    });

    test('a value that nobody threw, but a promise was rejected with, names no line', async ({ serve, openPage }) => {
      const page = await openKind('as it is', language, { serve, openPage });
      const text = ["try { throw 'y'; } catch {}", "await Promise.reject('x');"];
      await expectShown(page, messages, 'thrown-value', { text, data: { value: "'x'" } });
    });

    test('an error of the storage names no line where no cell has asked', async ({ serve, openPage }) => {
      const page = await openKind('that can store no mark', language, { serve, openPage });
      await expectShown(page, messages, 'storage-full', { text: ['1 + 1;'], data: {} });
    });
  });
}
