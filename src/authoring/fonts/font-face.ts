/** Writes the style rules of the fonts: a face from a file of the site, and the fonts of a reader's system that stand in for it until it is there. */
import type { Face } from './faces.ts';

/** Metrics of Plex Sans and Plex Mono, in parts of the size. The Korean files say more, and would move the lines apart. */
const ASCENT = 1.025;
const DESCENT = 0.275;

/** A rule for a file; without characters it is for all that the file has. */
export function fontFace({ family, weight, style }: Face, address: string, characters?: string): string {
  return rule({
    'font-family': `'${family}'`,
    'font-style': style,
    'font-weight': String(weight),
    'font-display': 'swap',
    src: `url(${address}) format('woff2')`,
    ...metrics(1),
    ...(characters === undefined ? {} : { 'unicode-range': unicodeRange(characters) }),
  });
}

/** Code points as a style rule lists them: U+20-7E,U+AC00. */
export function unicodeRange(characters: string): string {
  const ranges: [first: number, last: number][] = [];
  for (const one of characters) {
    const code = one.codePointAt(0)!;
    const range = ranges.at(-1);
    if (range && range[1] === code - 1) range[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (code: number): string => code.toString(16);
  return ranges.map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ''}`).join();
}

type StandIn = Readonly<{
  family: string;
  weight: 400 | 600;
  style?: 'italic';
  names: readonly string[];
  /** How wide Plex is beside it. */
  width: number;
  range?: string;
}>;

const SANS = 'Plex Sans Stand-in';
const LETTERS = 'U+21-10ff,U+1200-3130,U+3190-abff';
const HANGUL = 'U+1100-11ff,U+3131-318f,U+ac00-d7a3';
// On Linux a name that is not there costs milliseconds before the first paint, so what Linux has comes first.
const ARIAL = {
  regular: ['Liberation Sans', 'Arial'],
  bold: ['Liberation Sans Bold', 'Arial Bold'],
  italic: ['Liberation Sans Italic', 'Arial Italic'],
} as const;
const NOTO = {
  regular: ['Noto Sans CJK KR', 'Noto Sans KR'],
  bold: ['Noto Sans CJK KR Bold', 'Noto Sans KR Bold'],
} as const;

// The widths are those of the first lesson's text, set in both. A space for itself: Korean has more of them to a letter.
const STAND_INS: readonly StandIn[] = [
  { family: SANS, weight: 400, names: ARIAL.regular, width: 1.032, range: LETTERS },
  { family: SANS, weight: 600, names: ARIAL.bold, width: 0.989, range: LETTERS },
  { family: SANS, weight: 400, style: 'italic', names: ARIAL.italic, width: 1.012, range: LETTERS },
  { family: SANS, weight: 400, names: ARIAL.regular, width: 236 / 278, range: 'U+20' },
  { family: SANS, weight: 600, names: ARIAL.bold, width: 236 / 278, range: 'U+20' },
  { family: SANS, weight: 400, style: 'italic', names: ARIAL.italic, width: 236 / 278, range: 'U+20' },
  { family: 'Plex Sans KR Stand-in', weight: 400, names: NOTO.regular, width: 892 / 920, range: HANGUL },
  { family: 'Plex Sans KR Stand-in', weight: 600, names: NOTO.bold, width: 892 / 920, range: HANGUL },
  // Other fonts for code are as wide as Plex Mono by themselves.
  { family: 'Plex Mono Stand-in', weight: 400, names: ['Consolas'], width: 600 / 550 },
  { family: 'Plex Mono Stand-in', weight: 600, names: ['Consolas Bold', 'Consolas-Bold'], width: 600 / 550 },
];

/** The rules for all stand-ins. */
export const standIns = (): string =>
  STAND_INS.map(({ family, weight, style = 'normal', names, width, range }) =>
    rule({
      'font-family': `'${family}'`,
      'font-style': style,
      'font-weight': String(weight),
      src: names.map((name) => `local('${name}')`).join(),
      'size-adjust': percent(width),
      ...metrics(width),
      ...(range ? { 'unicode-range': range } : {}),
    }),
  ).join('');

/** What a font of another width has to say, so that its lines are as high. */
const metrics = (width: number): Record<string, string> => ({
  'ascent-override': percent(ASCENT / width),
  'descent-override': percent(DESCENT / width),
  'line-gap-override': '0%',
});

const percent = (part: number): string => `${Number((part * 100).toFixed(2))}%`;

const rule = (lines: Readonly<Record<string, string>>): string =>
  `@font-face{${Object.entries(lines)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`;
