/** Opens pages in which errors come about that an ordinary page is spared. */
import { inject } from 'vitest';
import { mutateSandbox, type Mutation } from '../site/mutate-sandbox.ts';
import { LESSON, OTHER_HOST, type OpenOptions, type OpenPage, type Serve, type ServeOptions } from '../site/test.ts';
import type { PageKind } from './case.ts';

type Kind = () => Readonly<{ serve?: ServeOptions; open?: OpenOptions; host?: string }>;

/** A site whose frame has a script in front of its own. */
const withScript = (script: string): ReturnType<Kind> => {
  const mutation: Mutation = { bootstrap: (bootstrap) => script.replace('BOOTSTRAP', () => bootstrap) };
  return { serve: { rewrite: mutateSandbox(inject('sites').normal, mutation) } };
};

/** A storage that takes nothing into one of its stores. */
const failing = (store: string, name: string, message: string): ReturnType<Kind> => ({
  open: { prepare: async (context) => void (await context.addInitScript(refuse, { store, name, message })) },
});

/** A storage whose connection is gone when an event is to be written, and what then comes of opening it. */
const losing = (then: AfterLoss): ReturnType<Kind> => ({
  open: { prepare: async (context) => void (await context.addInitScript(lose, then)) },
});

const KINDS: Readonly<Record<PageKind, Kind>> = {
  // The policy reports what a cell evaluates from text.
  'as it is': () => ({ open: { expects: ['console error', 'policy violation'] } }),
  'without prelude': () => ({ serve: { prelude: false } }),
  'that came by plain http': () => ({ host: OTHER_HOST }),
  'whose worker has time that flies': () =>
    withScript(
      `const encode = encodeURIComponent;
       const fly = 'const real = performance.now.bind(performance); performance.now = () => real() * 100;';
       self.encodeURIComponent = (program) => encode('{' + fly + '}' + program);BOOTSTRAP`,
    ),
  'whose frame says nothing': () => withScript(''),
  'whose frame has no worker': () => withScript('delete self.Worker;BOOTSTRAP'),
  'whose frame has no beat': () => withScript('self.setInterval = () => 0;BOOTSTRAP'),
  'without a compiler': () => ({
    open: {
      expects: ['console error'],
      prepare: async (context) => void (await context.route('**/compile-*.js', (route) => route.abort())),
    },
  }),
  'that can store no text': () => failing('drafts', 'UnknownError', 'The disk does not answer.'),
  'that can store no mark': () => failing('marks', 'QuotaExceededError', ''),
  'whose storage fails': () => failing('commits', 'UnknownError', 'The disk does not answer.'),
  'whose storage is full': () => failing('commits', 'QuotaExceededError', ''),
  'whose storage is lost': () => losing('opens'),
  'whose storage is a newer one when it is opened again': () => losing('VersionError'),
  'whose storage is refused when it is opened again': () => losing('SecurityError'),
  'whose storage is silent when it is opened again': () => losing('silent'),
  'whose storage is held when it is opened again': () => losing('blocked'),
};

/** Opens the first lesson in a page of this kind. */
export async function openKind(
  kind: PageKind,
  language: keyof typeof LESSON,
  { serve, openPage }: { serve: Serve; openPage: OpenPage },
) {
  const { serve: serving, open, host } = KINDS[kind]();
  return openPage((await serve(serving)).url(LESSON[language], host), { hasTouch: true, ...open });
}

type AfterLoss = 'opens' | 'VersionError' | 'SecurityError' | 'silent' | 'blocked';

function refuse({ store, name, message }: { store: string; name: string; message: string }): void {
  const { add, put } = IDBObjectStore.prototype;
  for (const [verb, write] of Object.entries({ add, put })) {
    Object.assign(IDBObjectStore.prototype, {
      [verb](this: IDBObjectStore, ...parts: Parameters<typeof put>) {
        if (this.name === store) throw new DOMException(message, name);
        return write.apply(this, parts);
      },
    });
  }
}

function lose(then: AfterLoss): void {
  const { transaction } = IDBDatabase.prototype;
  const { open } = IDBFactory.prototype;
  IDBDatabase.prototype.transaction = function (...parts) {
    const [stores, mode] = parts;
    if (mode !== 'readwrite' || !Array.from(stores).includes('commits')) return transaction.apply(this, parts);
    if (then !== 'opens') IDBFactory.prototype.open = openBadly;
    throw new DOMException('The connection is closing.', 'InvalidStateError');
  };
  const openBadly = (): IDBOpenDBRequest => {
    if (then === 'VersionError' || then === 'SecurityError') throw new DOMException('Not here.', then);
    const request = open.call(indexedDB, 'nobody-waits-for-this');
    request.addEventListener = (type: string, listener: (event: Event) => void) => {
      if (type === then) setTimeout(() => listener(new Event(type)));
    };
    return request;
  };
}
