/** Checks a directive as it stands in a text: its name, how it is written, where it stands, what it says. */
import type { Nodes, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import type * as z from 'zod';
import { DIRECTIVES, isDirectiveName, type DirectiveName, type Written } from '../lesson/format/index.ts';
import { AuthoringError, placeIn, type SourcePlace } from './authoring-error.ts';
import { describeIssue, findMissing } from './describe-issue.ts';

type NodeOf<Name extends DirectiveName> = (typeof DIRECTIVES)[Name]['form'] extends 'leaf'
  ? LeafDirective
  : ContainerDirective;

/** A directive that may stand where it does. */
export type CheckedDirective = {
  [Name in DirectiveName]: Written<Name> & Readonly<{ place: SourcePlace; node: NodeOf<Name> }>;
}[DirectiveName];

type Directive = ContainerDirective | LeafDirective | TextDirective;

export const isDirective = (node: Nodes): node is Directive =>
  node.type === 'containerDirective' || node.type === 'leafDirective' || node.type === 'textDirective';

/** Where the directive was found. */
type Found = Readonly<{ file: string; source: string; parent: Root | RootContent | undefined }>;

/** The directive with what it says. Throws AuthoringError. */
export function checkDirective(node: Directive, { file, source, parent }: Found): CheckedDirective {
  const place = placeIn(file, node);
  const { name } = node;
  if (!isDirectiveName(name)) {
    const known = Object.keys(DIRECTIVES).join(', ');
    const hint =
      node.type === 'textDirective' ? ` To write a colon before a word, put a backslash before it: \\:${name}.` : '';
    throw new AuthoringError(place, `There is no directive "${name}". There are: ${known}.${hint}`);
  }
  checkForm(node, name, place);
  checkEnd(node, source, place);
  checkParent(name, parent, place);
  const written = node.attributes ?? {};
  const checked = DIRECTIVES[name].attributes.safeParse(written);
  if (!checked.success) throw new AuthoringError(place, describeAttributes(node, checked.error.issues, written));
  return { name, attributes: checked.data, place, node } as CheckedDirective;
}

function describeAttributes(node: Directive, issues: z.ZodError['issues'], written: object): string {
  const name = `${node.type === 'leafDirective' ? '::' : ':::'}${node.name}`;
  const missing = findMissing(issues, written);
  if (!missing) {
    const [issue] = issues;
    const known = Object.keys(DIRECTIVES[node.name as DirectiveName].attributes.shape).join(', ');
    const hint = issue!.code === 'unrecognized_keys' && known !== '' ? ` There are: ${known}.` : '';
    return `${name}: ${describeIssue(issue!)}${hint}`;
  }
  const { key, instead } = missing;
  const hint = instead === null ? '' : ` It has "${instead}"; did you mean "${key}"?`;
  return `${name} has no "${key}".${hint}`;
}

function checkForm(node: Directive, name: DirectiveName, place: SourcePlace): void {
  const { form } = DIRECTIVES[name];
  const written = node.type === 'leafDirective' ? 'leaf' : node.type === 'containerDirective' ? 'container' : 'text';
  if (written !== form) {
    const right = form === 'leaf' ? `::${name}{…}` : `:::${name} … :::`;
    throw new AuthoringError(place, `"${name}" is written ${right}.`);
  }
  const [first] = node.children;
  const isLabel = first?.type === 'paragraph' && first.data?.directiveLabel === true;
  if (isLabel || (form === 'leaf' && first)) {
    throw new AuthoringError(place, `"${name}" takes no text in brackets: what it says stands in {…}.`);
  }
}

/** A directive that is never closed goes on to the end of the text, or closes the one around it too early. */
function checkEnd(node: Directive, source: string, place: SourcePlace): void {
  if (node.type !== 'containerDirective' || !node.position) return;
  const { start, end } = node.position;
  const lines = source.slice(start.offset, end.offset).trimEnd().split('\n');
  const opening = /^:+/.exec(lines[0]!)![0];
  const closing = /^[\s>]*(:{3,})\s*$/.exec(lines.at(-1)!)?.[1] ?? '';
  if (lines.length > 1 && closing.length >= opening.length) return;
  throw new AuthoringError(
    place,
    `"${node.name}" is not closed: a line of ${opening} ends it. What stands around it needs more colons.`,
  );
}

function checkParent(name: DirectiveName, parent: Found['parent'], place: SourcePlace): void {
  const { stands } = DIRECTIVES[name];
  if (stands === 'alone' && parent?.type !== 'root')
    throw new AuthoringError(place, `"${name}" stands by itself, not inside another block.`);
  const isInExercise = parent?.type === 'containerDirective' && parent.name === 'exercise';
  if (stands === 'in an exercise' && !isInExercise)
    throw new AuthoringError(place, `"${name}" stands inside an exercise: ::::exercise{…} … :::${name} … ::: … ::::.`);
}
