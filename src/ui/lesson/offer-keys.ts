/** Shows every key when `?` is pressed, or when it is asked for; what shows them is loaded then. */
import type { Messages } from '#i18n';
import { isTaken } from '../controls/takes-keys.ts';

const KEY = 'replaybook-question-key';

/** Whether a single key may do something: not where somebody speaks to the machine, and has switched it off. */
export function mayAskByKey(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function letAskByKey(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Without storage it lasts as long as the list is open.
  }
}

/** Hears `?`, and `keys-asked` of a button. `failed` is told why the list could not be loaded. */
export function offerKeys(messages: Messages, failed: (error: unknown) => void): void {
  const show = async (): Promise<void> => {
    const [texts, { showKeys }] = await Promise.all([messages.loadKeys(), import('./key-list.ts')]);
    showKeys(texts);
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== '?' || isTaken(event) || !mayAskByKey()) return;
    event.preventDefault();
    show().catch(failed);
  });
  document.addEventListener('keys-asked', () => void show().catch(failed));
}
