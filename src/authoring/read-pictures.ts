/** Reads the images that a text names: SVG files of the lesson's folder, in the page's language where there is one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { LANGUAGES, type Language } from '../lesson/index.ts';
import { AuthoringError } from './authoring-error.ts';
import { readSvg } from './read-svg.ts';
import type { WrittenImage } from './read-text.ts';

/** The pictures of a text, by the address that it names. */
export type Pictures = ReadonlyMap<string, Element>;

/** Reads every image. Throws AuthoringError. */
export function readPictures(folder: string, images: readonly WrittenImage[], language: Language): Pictures {
  return new Map(images.map((image) => [image.url, readSvg(fileOf(folder, image, language))]));
}

function fileOf(folder: string, { url, place }: WrittenImage, language: Language): string {
  const name = /^\.\/([a-z0-9][a-z0-9-]*)\.svg$/.exec(url)?.[1];
  if (name === undefined)
    throw new AuthoringError(place, `An image is an SVG file of this lesson such as ./time-line.svg, not ${url}.`);
  const ownName = language === LANGUAGES[0] ? name : `${name}.${language}`;
  const file = [ownName, name].map((one) => join(folder, `${one}.svg`)).find((path) => existsSync(path));
  if (file === undefined) throw new AuthoringError(place, `There is no ${name}.svg in this lesson.`);
  return file;
}
