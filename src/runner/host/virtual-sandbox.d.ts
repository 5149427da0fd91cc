/** What the sandbox plugin tells the page. */
declare module 'virtual:sandbox/explore' {
  /** The program of `explore`, for a run that asks for it. */
  const program: string;
  export default program;
}

declare module 'virtual:sandbox' {
  import type { Libraries } from '#runner';

  /** What cells may import, for the linker. */
  export const libraries: Libraries;
}
