/** What the sandbox plugin tells the page. */
declare module 'virtual:sandbox' {
  import type { Libraries } from '#runner';

  /** What cells may import, for the linker. */
  export const libraries: Libraries;
}
