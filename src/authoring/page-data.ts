/** What a page with cells brings along for its elements: the frame they run in, and the page itself as data. */
import type { LessonPage } from '../lesson/index.ts';
import type { CompiledCell } from '../runner/index.ts';

/** The end of a page's body. Last, so that the text is there first; the sandbox plugin puts the frame here. */
export const renderPageData = (page: LessonPage<CompiledCell>): string =>
  `<!-- frame -->\n<script type="application/json" id="lesson-page">${toSafeJson(page)}</script>`;

/** JSON that cannot end the element it stands in. */
const toSafeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
