/** A cell goes wrong: the page says what happened, where, and what to try next, in English. */
import { vi } from 'vitest';
import { en } from '#i18n';
import { KINDS, testShownIn } from '../errors/shown-in.ts';

// Fifty cells one after the other.
vi.setConfig({ testTimeout: 180_000 });

testShownIn('en', en, KINDS);
