/** What a tab reaches as long as it is open: once it is closed nothing is begun for it, and nothing answers it. */

/** Whether a tab is open, and how much of what it asked for is under way. */
export type Openness = { isClosed: boolean; underWay: number };

/** An answer that never comes. */
export const never = (): Promise<never> => new Promise(() => {});

/** The same methods, of which none does or answers anything once the tab is closed. */
export function whileOpen<Methods extends object>(tab: Openness, methods: Methods): Methods {
  const guarded = Object.entries(methods).map(([name, method]) => [
    name,
    (...parts: unknown[]): unknown => {
      if (tab.isClosed) return name === 'onChange' ? () => {} : never();
      const result: unknown = Reflect.apply(method as () => unknown, undefined, parts);
      if (!(result instanceof Promise)) return result;
      // A cell that listens waits as long as it likes: nothing of its tab's is under way for that.
      return name === 'whenBehind' ? answerWhileOpen(tab, result) : track(tab, result);
    },
  ]);
  return Object.fromEntries(guarded) as Methods;
}

async function track(tab: Openness, result: Promise<unknown>): Promise<unknown> {
  tab.underWay += 1;
  await result.catch(() => {});
  tab.underWay -= 1;
  return answerWhileOpen(tab, result);
}

async function answerWhileOpen(tab: Openness, result: Promise<unknown>): Promise<unknown> {
  await result.catch(() => {});
  return tab.isClosed ? never() : result;
}
