/** Reads YAML against a schema, and tells what does not fit with its place. */
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';
import { AuthoringError, type SourcePlace } from './authoring-error.ts';

/** A text and where it stands: `linesAbove` are the lines of its file before it. */
export type YamlText = Readonly<{ file: string; text: string; linesAbove?: number }>;

/** What was read, and where each part of it stands. */
export type ReadYaml<Data> = Readonly<{ data: Data; placeOf(path: readonly PropertyKey[]): SourcePlace }>;

/** Parses and checks a text. Throws AuthoringError at the first mistake. */
export function readYaml<Schema extends z.ZodType>(
  { file, text, linesAbove = 0 }: YamlText,
  schema: Schema,
): ReadYaml<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number | undefined): SourcePlace => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file, line: line + linesAbove, column: col };
  };
  const [syntax] = document.errors;
  if (syntax) throw new AuthoringError(at(syntax.pos[0]), syntax.message.split('\n')[0]!);
  const placeOf = (path: readonly PropertyKey[]): SourcePlace => at(offsetOf(document, path));
  const checked = schema.safeParse(document.toJS() ?? {});
  if (checked.success) return { data: checked.data, placeOf };
  const [issue] = checked.error.issues;
  const path = issue!.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue!.path;
  throw new AuthoringError(placeOf(path), describeIssue(issue!));
}

type Issue = Readonly<{
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
}>;

/** What a schema has to say, as a sentence. */
export function describeIssue({ code, path, message, keys }: Issue): string {
  if (code === 'unrecognized_keys') return `unknown key ${keys!.map((key) => `"${key}"`).join(', ')}.`;
  return `${path.length > 0 ? `"${path.join('.')}" ` : ''}${message}.`;
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
