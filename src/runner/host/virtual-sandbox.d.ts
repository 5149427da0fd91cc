/** What the sandbox plugin builds: the frame and the worker as text. */
declare module 'virtual:sandbox' {
  import type { Libraries } from '#runner';

  /** The whole document of the frame, with the worker's program in it. */
  export const frame: string;
  /** The source expression of the frame's script for a content security policy: 'sha256-…'. */
  export const frameHash: string;
  /** What cells may import, for the linker. */
  export const libraries: Libraries;
}
