/** A cell goes wrong: the page says what happened, where, and what to try next, in English. */
import { en } from '#i18n';
import { KINDS, testShownIn } from '../errors/shown-in.ts';

testShownIn('en', en, KINDS);
