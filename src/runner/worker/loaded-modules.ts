/** Modules by their text: loaded ahead where somebody may want them, and handed out once each. Rule X12. */
import { urlOf } from './natives.ts';

/** A module that is loaded, and does nothing before its default export is called: that of a cell is its factory. */
type Loaded<Default> = Readonly<{ url: string; module: Promise<{ default: Default }> }>;

export class LoadedModules {
  readonly #prepared = new Map<string, Loaded<never>>();

  /** Loads what a run may have. Nothing of it is evaluated. */
  prepare(texts: readonly string[]): void {
    for (const text of texts) if (!this.#prepared.has(text)) this.#prepared.set(text, load(text));
  }

  /** A module that nobody else has: two cells of one text are two modules. */
  take<Default>(text: string): Loaded<Default> {
    const loaded = this.#prepared.get(text) ?? load(text);
    this.#prepared.delete(text);
    return loaded;
  }
}

function load(text: string): Loaded<never> {
  const url = urlOf(text);
  const module = import(/* @vite-ignore */ url) as Loaded<never>['module'];
  // Whoever awaits it hears of it.
  module.catch(() => {});
  return { url, module };
}
