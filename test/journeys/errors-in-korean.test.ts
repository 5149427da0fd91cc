/** A cell goes wrong: the page says what happened, where, and what to try next, in Korean. */
import { ko } from '#i18n';
import { testShownIn } from '../errors/shown-in.ts';

// What brings an error about is the same in every language; here its words are looked at where most come about.
testShownIn('ko', ko, ['as it is', 'whose storage is full']);
