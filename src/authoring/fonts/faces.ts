/** The faces that the site brings along, and the packages that their files come from: IBM Plex, which is cut, and so has another name here. */

/** One face: a family in one weight and one style. */
export type Face = Readonly<{
  name: string;
  family: string;
  weight: 400 | 600;
  style: 'normal' | 'italic';
  script: 'latin' | 'hangul';
  /** Path in node_modules. */
  source: string;
  isHinted: boolean;
}>;

const KOREAN = '@ibm/plex-sans-kr/fonts/complete/woff2/hinted/IBMPlexSansKR';
const ITALIC = '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-italic.woff2';
const MONO = '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin';

// Latin and Hangul are families of their own: where Hangul is emphasised, a family with an italic would be passed over for a font of the system.
const SANS = { family: 'Replaybook Sans', style: 'normal', script: 'latin', isHinted: false } as const;
const HANGUL = { family: 'Replaybook Sans KR', style: 'normal', script: 'hangul', isHinted: false } as const;
// Code is small, and stands still: where pixels are large its stems had better meet them.
const CODE = { family: 'Replaybook Mono', style: 'normal', script: 'latin', isHinted: true } as const;

export const FACES: readonly Face[] = [
  // The Korean files have arrows and signs that the Latin ones lack.
  { ...SANS, name: 'plex-sans-400', weight: 400, source: `${KOREAN}-Regular.woff2` },
  { ...SANS, name: 'plex-sans-600', weight: 600, source: `${KOREAN}-SemiBold.woff2` },
  { ...SANS, name: 'plex-sans-400-italic', weight: 400, style: 'italic', source: ITALIC },
  { ...HANGUL, name: 'plex-sans-kr-400', weight: 400, source: `${KOREAN}-Regular.woff2` },
  { ...HANGUL, name: 'plex-sans-kr-600', weight: 600, source: `${KOREAN}-SemiBold.woff2` },
  { ...CODE, name: 'plex-mono-400', weight: 400, source: `${MONO}-400-normal.woff2` },
  { ...CODE, name: 'plex-mono-600', weight: 600, source: `${MONO}-600-normal.woff2` },
];

/** The licences that have to go with the fonts. */
export const LICENCES = [
  '@ibm/plex-sans-kr/LICENSE.txt',
  '@fontsource/ibm-plex-sans/LICENSE',
  '@fontsource/ibm-plex-mono/LICENSE',
] as const;
