/** What the sandbox plugin tells the page. */
declare module 'virtual:sandbox/on-demand' {
  /** The program of what is not at hand of the libraries. */
  const program: string;
  export default program;
}

declare module 'virtual:sandbox/claims' {
  /** The program of 'test'. */
  const program: string;
  export default program;
}

declare module 'virtual:sandbox' {
  import type { Libraries } from '#runner';

  /** What cells may import, for the linker. */
  export const libraries: Libraries;
}
