/** Answers what a cell asks of its world: the request is a stranger's, checked by the border; the context is ours. */
import type { ErrorCode } from '#errors';
import type { WorldStorage, WriteContext } from '#lab';
import type { EffectReply, EffectRequest } from '#runner';

/** What a run writes under: everything but the time, which each request brings. */
export type RunContext = Omit<WriteContext, 'time'>;

/** The reply to a request; never throws. */
export async function answerRequest(
  world: WorldStorage,
  context: RunContext,
  request: EffectRequest,
): Promise<EffectReply> {
  try {
    return { ok: true, value: await perform(world, context, request) };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}

async function perform(world: WorldStorage, context: RunContext, request: EffectRequest): Promise<unknown> {
  switch (request.kind) {
    case 'transact':
      return world.transact(request.operations, { ...context, time: request.time });
    case 'readStream':
      return world.readStream(request.query);
    case 'readAll':
      return world.readAll(request.query);
    case 'whenBehind':
      return world.whenBehind(request.position, context.epoch);
    case 'readRow':
      return world.readRow(request.table, request.id);
    case 'readRows':
      return world.readRows(request.query);
    case 'findText':
      return (await import('#lab/find-text')).findText(world, request.text);
  }
}

/** Errors of the library, the lab and the storage cross as they are; anything else is told as the storage's. */
function describeError(error: unknown): Extract<EffectReply, { ok: false }>['error'] {
  const { code, data, message, name } = error as { code?: unknown; data?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string' && typeof data === 'object' && data !== null) {
    return { code, message: String(message), data: data as Record<string, unknown> };
  }
  const reason = `${String(name)}: ${String(message)}`;
  return { code: 'storage-failed' satisfies ErrorCode<'storage'>, message: reason, data: { reason } };
}
