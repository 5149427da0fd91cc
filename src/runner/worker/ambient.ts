/** Puts virtual time and seeded chance in the place of the real ones. Rules X10, X11. */
import { randomId, type VirtualTime } from '#lab';
import { NativeDate, nativeCrypto } from './natives.ts';

/** What a run's ambience is made of. */
export type Ambience = Readonly<{
  time: VirtualTime;
  random: () => number;
  /** Calls a learner's function; what it throws is the run's. */
  call: (work: () => void) => void;
  /** Counts a promise as something the run waits for. */
  track: <Result>(promise: Promise<Result>) => Promise<Result>;
}>;

/** Replaces Date, timers, Math.random and crypto in this worker. */
export function installAmbience(ambience: Ambience): void {
  Math.random = ambience.random;
  installDate(ambience.time);
  installTimers(ambience);
  installCrypto(ambience);
}

function installDate(time: VirtualTime): void {
  function VirtualDate(this: unknown, ...parts: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(time.told).toString();
    return Reflect.construct(NativeDate, parts.length === 0 ? [time.told] : parts, new.target) as Date;
  }
  // The same prototype, so that a Date which was cloned or made elsewhere is still an instance.
  VirtualDate.prototype = NativeDate.prototype;
  Object.defineProperties(VirtualDate, {
    name: { value: 'Date' },
    length: { value: 7 },
    now: { value: () => time.told, writable: true, configurable: true },
    parse: { value: NativeDate.parse, writable: true, configurable: true },
    UTC: { value: NativeDate.UTC, writable: true, configurable: true },
  });
  Object.defineProperty(NativeDate.prototype, 'constructor', {
    value: VirtualDate,
    writable: true,
    configurable: true,
  });
  Object.defineProperty(self, 'Date', { value: VirtualDate, writable: true, configurable: true });

  // Without an argument these take the real time.
  const { prototype } = Intl.DateTimeFormat;
  const format = Object.getOwnPropertyDescriptor(prototype, 'format')!.get!;
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const bound = format.call(this) as (date?: Date | number) => string;
      return (date?: Date | number) => bound(date ?? time.told);
    },
  });
  const { formatToParts } = prototype;
  prototype.formatToParts = function atVirtualTime(date) {
    return formatToParts.call(this, date ?? time.told);
  };
}

function installTimers({ time, call }: Ambience): void {
  const timer =
    (repeats: boolean) =>
    (work: unknown, delay?: number, ...rest: unknown[]) => {
      if (typeof work !== 'function') throw new TypeError('A timer needs a function.');
      return time.set(() => call(() => Reflect.apply(work, undefined, rest)), delay ?? 0, repeats);
    };
  const clear = (id?: number): void => {
    if (id !== undefined) time.clear(id);
  };
  Object.assign(self, {
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: clear,
    clearInterval: clear,
  });
}

function installCrypto({ random, track }: Ambience): void {
  const crypto = {
    randomUUID: () => randomId(random),
    getRandomValues<Values extends ArrayBufferView>(values: Values): Values {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = random() * 256;
      return values;
    },
    // Not there on plain http from another host; where it is, its work counts as something to wait for.
    ...(nativeCrypto.subtle ? { subtle: trackMethods(nativeCrypto.subtle, track) } : {}),
  };
  Object.defineProperty(self, 'crypto', { value: crypto, configurable: true });
}

function trackMethods(subtle: SubtleCrypto, track: Ambience['track']): object {
  return new Proxy(subtle, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...parts: unknown[]) => track(Reflect.apply(method, target, parts) as Promise<unknown>);
    },
  });
}
