/** What is cut from the fonts: every character that the site shows, once for each face, and the same whenever it is built. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { convert } from 'fontverter';
import { globSync } from 'tinyglobby';
import { afterAll, describe, expect, test } from 'vitest';
import { createCutter } from '../../src/authoring/fonts/cut-fonts.ts';
import { FACES } from '../../src/authoring/fonts/faces.ts';
import { fontCharacters } from '../../src/authoring/fonts/font-characters.ts';
import { unicodeRange } from '../../src/authoring/fonts/font-face.ts';
import { slicePages, type PageText, type SiteText, type Use } from '../../src/authoring/fonts/slices.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (pattern: string): string =>
  globSync(pattern, { cwd: ROOT })
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('');

const page = (fileName: string, text: string): PageText => ({
  fileName,
  language: fileName.endsWith('.ko') ? 'ko' : 'en',
  text,
});
const slicesOf = (uses: readonly Use[]): Record<string, string> =>
  Object.fromEntries(uses.map(({ slice, characters }) => [slice.name, characters]));

describe('slices', () => {
  const pages = [page('a', 'cat 한국어'), page('a.ko', '가나다 어'), page('b.ko', '가나라'), page('c.ko', '가마바')];
  const sliced = slicePages({ pages, said: '사', seldom: '아라' });

  test('what an English page shows is in the file of Latin letters, and is in no other', () => {
    expect(sliced.get('a')!.map(({ slice }) => slice.name)).toEqual(['latin']);
    expect(slicesOf(sliced.get('a')!)['latin']).toMatch(/국.*어.*한/u);
    expect(slicesOf(sliced.get('a.ko')!)['page']).not.toContain('어');
  });

  test('what many pages show and elements say is one file for all; the rest of a page is its own', () => {
    expect(slicesOf(sliced.get('a.ko')!)).toMatchObject({ common: '가사', page: '나다' });
    expect(slicesOf(sliced.get('c.ko')!)).toMatchObject({ common: '가사', page: '마바' });
  });

  test('a page that shows what is said seldom does not load all of that', () => {
    expect(slicesOf(sliced.get('a.ko')!)['seldom']).toBe('라아');
    expect(slicesOf(sliced.get('b.ko')!)).toMatchObject({ page: '나라', seldom: '아' });
    const files = ['a.ko', 'b.ko'].map((name) => sliced.get(name)!.find(({ slice }) => slice.name === 'seldom')!.slice);
    expect(files[0]).toBe(files[1]);
  });

  test('the order of pages changes nothing', () => {
    const other = slicePages({ pages: pages.toReversed(), said: '사', seldom: '라아' });
    for (const { fileName } of pages) expect(other.get(fileName)).toEqual(sliced.get(fileName));
  });
});

describe('the fonts of this site', () => {
  const cache = mkdtempSync(join(tmpdir(), 'replaybook-fonts-'));
  afterAll(() => rmSync(cache, { recursive: true }));
  const modules = join(ROOT, 'node_modules');
  const code = read('lessons/*/*.ts');
  const site: SiteText = {
    pages: [page('en', read('lessons/*/en.md') + code), page('ko.ko', read('lessons/*/ko.md') + code)],
    said: read('src/i18n/{en,ko}/{index,home}.ts') + read('src/panels/*.ts') + read('src/ui/**/*.ts'),
    seldom: read('src/i18n/ko/{errors,expectation,syntax}.ts'),
  };
  const uses = slicePages(site).get('ko.ko')!;
  const shown = new Set(Array.from(site.pages[1]!.text + site.said + site.seldom).filter((one) => one >= ' '));

  test('every character is in one slice', () => {
    const all = uses.flatMap(({ characters }) => Array.from(characters));
    expect(new Set(all).size).toBe(all.length);
    expect([...shown].filter((one) => !all.includes(one))).toEqual([]);
  });

  test('every face has in its files what its font has, and those of a text lack nothing but these', async () => {
    const cut = createCutter(modules, cache);
    for (const face of FACES) {
      const whole = fontCharacters(await convert(readFileSync(join(modules, face.source)), 'truetype'));
      const own = uses.filter(({ slice }) => slice.script === face.script);
      const files = await Promise.all(own.map(({ slice }) => cut(face, slice.characters)));
      for (const [index, { characters, file }] of files.entries()) {
        expect(new Set(characters)).toEqual(
          new Set(Array.from(own[index]!.slice.characters).filter((one) => whole.has(one))),
        );
        const inFile = fontCharacters(await convert(file, 'truetype'));
        expect(Array.from(characters).filter((one) => !inFile.has(one))).toEqual([]);
      }
      if (face.family === 'Replaybook Mono' || face.style === 'italic') continue;
      const isHangul = (one: string): boolean => /\p{Script=Hangul}/u.test(one);
      const inFiles = new Set(files.flatMap(({ characters }) => Array.from(characters)));
      const lacking = [...shown].filter((one) => isHangul(one) === (face.script === 'hangul') && !inFiles.has(one));
      // ƒ stands before functions among values; the system's font shows it.
      expect(lacking.filter((one) => one !== 'ƒ')).toEqual([]);
    }
  });

  test('the same texts give the same bytes, cut anew or kept', async () => {
    const face = FACES.find(({ name }) => name === 'plex-sans-400-italic')!;
    const again = mkdtempSync(join(tmpdir(), 'replaybook-fonts-'));
    const first = await createCutter(modules, cache)(face, 'abc');
    const anew = await createCutter(modules, again)(face, 'cba');
    const kept = await createCutter(modules, again)(face, 'abc');
    rmSync(again, { recursive: true });
    expect(anew.file.equals(first.file)).toBe(true);
    expect(kept.file.equals(first.file)).toBe(true);
  });
});

test('code points stand in ranges', () => {
  expect(unicodeRange(' !"각간가')).toBe('U+20-22,U+ac01,U+ac04,U+ac00');
  expect(unicodeRange('한')).toBe('U+d55c');
});
