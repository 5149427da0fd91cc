/** Why a file is not brought in, in the words of the page's language. */
import type { Refusal } from '#backup';
import type { BackupMessages } from '#i18n';

type Texts = BackupMessages['refusals'];

export function refusalText(refusal: Refusal, texts: Texts): Texts['empty'] {
  switch (refusal.why) {
    case 'too-large':
      return texts['too-large'](refusal.bytes, refusal.most);
    case 'unknown-store':
      return texts['unknown-store'](refusal.name, refusal.line);
    case 'duplicate':
    case 'misshapen':
      return texts[refusal.why](refusal.line);
    default:
      return texts[refusal.why];
  }
}
