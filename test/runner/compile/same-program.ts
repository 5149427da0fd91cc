/** What a compiled cell runs, with its factory undone, and what oxc leaves of the same source: the two must be one program. */
import { Parser } from 'acorn';
import { transformWithOxc } from 'vite';
import { compileCell } from '#runner/compile';

/** A tree without places, so that it can be compared. */
type Tree = { type: string; [field: string]: unknown };

/** The statements of a cell as our compiler leaves them. */
export function statementsOfCell(source: string): Tree[] {
  const [factory] = parse(compileCell('cell.ts', source).text);
  const { params, body } = (factory as { declaration?: unknown })['declaration'] as {
    params: { name: string }[];
    body: { body: Tree[] };
  };
  const [modules, value, thrown, loop] = params.map(({ name }) => name);
  const last = body.body.at(-1) as unknown as { argument: { properties: { key: Tree; value: Tree }[] } };
  const exported = last.argument.properties.find(({ key }) => key?.['value'] === 'default')?.value['name'];
  return body.body
    .slice(0, -1)
    .filter((statement) => !isBinding(statement, modules!))
    .map((statement) => withoutValue(statement, value!))
    .map((statement) => withoutMarks(statement, thrown!, loop!))
    .map((statement) => asDefault(statement, exported))
    .map(inBlocks);
}

/** The statements of a cell as oxc leaves them, without imports and exports. */
export async function statementsOfOxc(source: string): Promise<Tree[]> {
  const { code } = await transformWithOxc(source, 'cell.ts', {
    lang: 'ts',
    target: 'esnext',
    typescript: { onlyRemoveTypeImports: true },
  });
  return parse(code).flatMap(withoutModules).map(inBlocks);
}

function withoutModules(statement: Tree): Tree[] {
  const declaration = statement['declaration'] as Tree | null | undefined;
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return [];
    case 'ExportNamedDeclaration':
      return declaration ? [declaration] : [];
    case 'ExportDefaultDeclaration':
      if (/^(?:Function|Class)Declaration$/.test(declaration!.type) && declaration!['id'] !== null) {
        return [declaration!];
      }
      return [{ ...statement, declaration: asExpression(declaration!) }];
    default:
      return [statement];
  }
}

function parse(text: string): Tree[] {
  const program = Parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  const { body } = JSON.parse(JSON.stringify(program, comparable)) as { body: Tree[] };
  return body;
}

/** Leaves out places, the way literals are written, and empty statements. */
function comparable(field: string, value: unknown): unknown {
  if (['start', 'end', 'raw', 'directive', 'shorthand'].includes(field)) return undefined;
  if (typeof value === 'bigint') return String(value);
  if (!Array.isArray(value)) return value;
  return value.filter((one: Tree | null) => one?.type !== 'EmptyStatement');
}

const asExpression = (declaration: Tree): Tree => ({
  ...declaration,
  type: declaration.type.replace('Declaration', 'Expression'),
});

/** True for `const … = modules[…]`, which stands for an import. */
function isBinding(statement: Tree, modules: string): boolean {
  const [first] = (statement['declarations'] ?? []) as { init: { object?: { name?: string } } | null }[];
  return first?.init?.object?.name === modules;
}

/** Takes `value(line, (expression))` off. */
function withoutValue(statement: Tree, value: string): Tree {
  const call = statement['expression'] as { callee?: { name?: string }; arguments?: Tree[] } | undefined;
  if (call?.callee?.name !== value) return statement;
  return { type: 'ExpressionStatement', expression: call.arguments![1] };
}

/** Takes `thrown(line, column, (value))` and `loop(line, column)` off, wherever they are. */
function withoutMarks<Value>(tree: Value, thrown: string, loop: string): Value {
  const isCallOf = (one: unknown, name: string): boolean =>
    (one as { callee?: { name?: string } } | null)?.callee?.name === name;
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one: Tree) => !isCallOf(one?.['expression'], loop)).map(copy);
    if (typeof value !== 'object' || value === null) return value;
    if (isCallOf(value, thrown)) return copy((value as { arguments: unknown[] }).arguments[2]);
    return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copy(one)]));
  };
  return copy(tree) as Value;
}

/** Gives every loop a block for its body: whether it had one makes no difference. */
function inBlocks<Value>(tree: Value): Value {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    const node = Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copy(one)]));
    const body = node['body'] as Tree | undefined;
    if (!/^(?:For|While|DoWhile)/.test(String(node['type'])) || body!.type === 'BlockStatement') return node;
    return { ...node, body: { type: 'BlockStatement', body: body!.type === 'EmptyStatement' ? [] : [body] } };
  };
  return copy(tree) as Value;
}

/** Makes `const name = { default: … }.default` a default export again. */
function asDefault(statement: Tree, name: unknown): Tree {
  const [first] = (statement['declarations'] ?? []) as {
    id: Tree;
    init: { object: { properties: { value: Tree }[] } };
  }[];
  if (name === undefined || first?.id['name'] !== name) return statement;
  return { type: 'ExportDefaultDeclaration', declaration: first.init.object.properties[0]!.value };
}
