/** The texts in every language, for who builds pages; a page itself gets `#i18n/en` or `#i18n/ko`. */
import { enHome } from './en/home.ts';
import { en as enPage } from './en/index.ts';
import { koHome } from './ko/home.ts';
import { ko as koPage } from './ko/index.ts';

// Who has all texts has these too.
await Promise.all([enPage.loadSyntax(), koPage.loadSyntax()]);

export const en = { ...enPage, home: enHome };
export const ko = { ...koPage, home: koHome };
export type { StorageMessages } from './home-messages.ts';
export type { AllMessages, CellStateName, ErrorData, ErrorText, Messages } from './messages.ts';
