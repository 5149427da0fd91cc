/** Notes everything that a page of ours must never do. */
import type { BrowserContext } from 'playwright';

/** What can be complained about. */
export type ComplaintKind = 'foreign request' | 'page error' | 'console error' | 'policy violation';

/** Something that happened and should not have. */
export type Complaint = Readonly<{ kind: ComplaintKind; text: string }>;

const VIOLATION = 'Policy violated: ';

/** What was noted since it began. */
export type Watch = Readonly<{
  complaints: readonly Complaint[];
  /** Begins anew, for pages whose own requests go to this origin. */
  begin(origin: string): void;
}>;

/** Watches all pages of a context. */
export async function watchContext(context: BrowserContext): Promise<Watch> {
  const complaints: Complaint[] = [];
  let origin = '';
  const complain = (kind: ComplaintKind, text: string): void => void complaints.push({ kind, text });
  const checkAddress = (address: string): void => {
    const url = new URL(address);
    const isOwn = url.origin === origin || url.origin.replace(/^ws/, 'http') === origin;
    if (/^(?:https?|wss?|ftp):$/.test(url.protocol) && !isOwn) complain('foreign request', address);
  };
  context.on('request', (request) => checkAddress(request.url()));
  context.on('weberror', (thrown) => {
    const { name, message, stack } = thrown.error();
    // What is no Error has no stack.
    complain('page error', `${name}: ${message} ${stack ?? ''} (${thrown.page()?.url()})`);
  });
  context.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(VIOLATION)) complain('policy violation', text.slice(VIOLATION.length));
    else if (message.type() === 'error') complain('console error', text);
  });
  context.on('page', (page) => page.on('websocket', (socket) => checkAddress(socket.url())));
  await context.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`${prefix}${effectiveDirective} ${blockedURI} ${sample}`),
    );
  }, VIOLATION);
  return {
    complaints,
    begin(next) {
      complaints.length = 0;
      origin = next;
    },
  };
}
