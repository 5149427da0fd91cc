/** Waits for what has to come, and not for ever. */

/** Fails where something does not come that is there. */
export async function soon<Result>(coming: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout>;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came within a second')), 1_000);
  });
  return Promise.race([coming, never]).finally(() => clearTimeout(timer));
}
