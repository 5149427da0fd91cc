/** Images that a lesson must not have, each refused with the place where it is mended. */
import { describe, expect, it } from 'vitest';
import { both, edited, refusalOf } from './refusal-of.ts';

const svg = (content: string, root = 'viewBox="0 0 9 9"'): Record<string, string> => ({
  'time-line.svg': `<svg xmlns="http://www.w3.org/2000/svg" ${root}>\n  ${content}\n</svg>`,
});

describe('images', () => {
  const IMAGE = '![The same three events](./time-line.svg)';
  it.each<[string, () => Record<string, string | null>, string]>([
    [
      'no alternative text',
      () => edited('en.md', [IMAGE, '![](./time-line.svg)']),
      'en.md:67:1 This image has no alternative text',
    ],
    [
      'one among words',
      () => edited('en.md', [IMAGE, `See ${IMAGE}`]),
      'en.md:67:5 An image stands in a paragraph of its own.',
    ],
    [
      'one by reference',
      () => edited('en.md', [IMAGE, '![Events][line]\n\n[line]: ./time-line.svg']),
      'en.md:67:1 An image is written with its file',
    ],
    [
      'a missing file',
      () => ({ 'time-line.svg': null, 'time-line.ko.svg': null }),
      'en.md:13:1 There is no time-line.svg in this lesson.',
    ],
    [
      'another host',
      () => both(['](./time-line.svg)', '](https://example.org/a.svg)']),
      'en.md:67:1 An image is an SVG file of this lesson such as ./time-line.svg, not https://example.org/a.svg.',
    ],
    ['an absolute path', () => both(['](./time-line.svg)', '](/a.svg)']), 'en.md:67:1 An image is an SVG file'],
    [
      'a path out of the folder',
      () => both(['](./time-line.svg)', '](./../a.svg)']),
      'en.md:67:1 An image is an SVG file',
    ],
    ['another kind of file', () => both(['](./time-line.svg)', '](./a.png)']), 'en.md:67:1 An image is an SVG file'],
    [
      'one that a language lacks',
      () => edited('ko.md', ['![같은 이벤트 셋](./time-line.svg)\n', '']),
      'ko.md:67:1 ko.md lacks ![…](./time-line.svg) (en.md:67).',
    ],
    ['no XML', () => svg('<g>'), 'time-line.svg:3:1 Missing end tag for element g.'],
    ['no SVG', () => ({ 'time-line.svg': '<html></html>' }), 'time-line.svg:1:1 This is no SVG file'],
    ['no viewBox', () => svg('', 'width="9"'), 'time-line.svg:1:1 An SVG file has a viewBox'],
    ['an empty viewBox', () => svg('', 'viewBox="0 0 0 9"'), 'time-line.svg:1:1 An SVG file has a viewBox'],
    [
      'a script',
      () => svg('<script>1</script>'),
      'time-line.svg:2:3 <script> is not for lessons: nothing in a picture runs.',
    ],
    [
      'a script that only HTML would see',
      () => svg('<SCRIPT>1</SCRIPT>'),
      'time-line.svg:2:3 <SCRIPT> is not for lessons.',
    ],
    ['an event handler', () => svg('<g onclick="1"/>'), 'time-line.svg:2:3 "onclick" is not for lessons'],
    ['foreignObject', () => svg('<foreignObject/>'), 'time-line.svg:2:3 <foreignObject> is not for lessons'],
    ['a style sheet', () => svg('<style>g {}</style>'), 'time-line.svg:2:3 <style> is not for lessons: write fill='],
    ['a style attribute', () => svg('<g style="fill: red"/>'), 'time-line.svg:2:3 "style" is not for lessons'],
    ['another image', () => svg('<image href="a.png"/>'), 'time-line.svg:2:3 <image> is not for lessons'],
    ['an animation', () => svg('<animate/>'), 'time-line.svg:2:3 <animate> is not for lessons.'],
    ['a link', () => svg('<a href="#x"/>'), 'time-line.svg:2:3 <a> is not for lessons.'],
    ['a reference to another file', () => svg('<use href="b.svg#x"/>'), 'time-line.svg:2:3 "href" loads something'],
    [
      'an old reference',
      () => svg('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#x"/>'),
      'time-line.svg:2:3 Write href instead of xlink:href.',
    ],
    ['paint from another file', () => svg('<g fill="url(b.svg#x)"/>'), 'time-line.svg:2:3 "fill" loads something'],
    [
      'paint from another file, written with escapes',
      () => svg(String.raw`<g fill="u\72l(b.svg#x)"/>`),
      'time-line.svg:2:3 "fill" loads something',
    ],
    [
      'a reference to nothing',
      () => svg('<g fill="url(#x)"/>'),
      'time-line.svg:2:3 "fill" refers to #x, which is not in this picture.',
    ],
    ['an id twice', () => svg('<g id="a"/><g id="a"/>'), 'time-line.svg:2:14 The id "a" is there twice.'],
    [
      "a drawing program's own words",
      () => svg('<g xmlns:i="urn:i" i:label="x"/>'),
      'time-line.svg:2:3 "i:label" is not for lessons',
    ],
  ])('%s', (_, changes, message) => {
    expect(refusalOf(changes())).toContain(message);
  });
});
