/** A cell goes wrong: the page says what happened, where, and what to try next, in Korean. */
import { vi } from 'vitest';
import { ko } from '#i18n';
import { testShownIn } from '../errors/shown-in.ts';

// Fifty cells one after the other.
vi.setConfig({ testTimeout: 180_000 });

// What brings an error about is the same in every language; here its words are looked at where most come about.
testShownIn('ko', ko, ['as it is', 'whose storage is full'], 5);
