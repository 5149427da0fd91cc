/** Reads YAML against a schema, and tells what does not fit with its place. */
import { isMap, isNode, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import type * as z from 'zod';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';
import { describeIssue, findMissing } from './describe-issue.ts';

/** A text and where it stands: `linesAbove` are the lines of its file before it, `name` is what an author calls it. */
export type YamlText = Readonly<{ file: string; text: string; linesAbove?: number; name?: string }>;

/** What was read, and where each part of it stands. */
export type ReadYaml<Data> = Readonly<{ data: Data; placeOf(path: readonly PropertyKey[]): SourcePlace }>;

/** Parses and checks a text. Throws AuthoringError at the first mistake. */
export function readYaml<Schema extends z.ZodType>(
  { file, text, linesAbove = 0, name = 'The file' }: YamlText,
  schema: Schema,
): ReadYaml<z.infer<Schema>> {
  const lines = new LineCounter();
  // The parser would count the lines from its own first.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number | undefined): SourcePlace => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file, line: line + linesAbove, column: col };
  };
  const [syntax] = document.errors;
  if (syntax) {
    throw new AuthoringError(at(syntax.pos[0]), describeSyntax(syntax));
  }
  const placeOf = (path: readonly PropertyKey[]): SourcePlace => at(offsetOf(document, path));
  const written: unknown = document.toJS() ?? {};
  const checked = schema.safeParse(written);
  if (checked.success) return { data: checked.data, placeOf };
  const { issues } = checked.error;
  const missing = findMissing(issues, written);
  if (missing) {
    const { within, key, instead } = missing;
    const place = placeOf(instead === null ? within : [...within, instead]);
    const owner = within.length > 0 ? `"${within.join('.')}"` : name;
    const hint = instead === null ? '' : `; line ${place.line} has "${instead}"`;
    throw new AuthoringError(place, `${owner} has no "${key}"${hint}.`);
  }
  const [issue] = issues;
  const path = issue!.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue!.path;
  throw new AuthoringError(placeOf(path), describeIssue(issue!));
}

/** What the parser says, and what helps with its most frequent complaint: a text with a colon becomes a mapping within another. */
function describeSyntax({ message, code }: YAMLError): string {
  const says = message.split('\n')[0]!.replace(/[.:]?$/, '.');
  return code === 'BLOCK_AS_IMPLICIT_KEY' ? `${says} Put the text in quotes: it has ": " in it.` : says;
}

/** Where a key or an item stands, or the nearest one above it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path[length - 1])) : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
