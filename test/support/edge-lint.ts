import { Node, parse } from 'acorn';

/** Limit of CloudFront for the text of a function. */
const MOST_BYTES = 10 * 1024;

/** Syntax that cloudfront-js-2.0 does not have: it is ES 5.1 with const and let, arrows, templates, async and `**`. */
const UNKNOWN_SYNTAX: Record<string, string> = {
  ArrayPattern: 'destructuring',
  AssignmentPattern: 'a default value',
  ChainExpression: 'optional chaining',
  ClassDeclaration: 'a class',
  ClassExpression: 'a class',
  DebuggerStatement: 'debugger',
  ExportDefaultDeclaration: 'an export',
  ExportNamedDeclaration: 'an export',
  ForOfStatement: 'for-of',
  ImportExpression: 'a dynamic import',
  MetaProperty: 'a meta property',
  ObjectPattern: 'destructuring',
  PrivateIdentifier: 'a private field',
  SpreadElement: 'spread',
  TaggedTemplateExpression: 'a tagged template',
  WithStatement: 'with',
  YieldExpression: 'a generator',
};

const UNKNOWN_GLOBALS = new Set(
  (
    'eval Function Intl Proxy Reflect SharedArrayBuffer Symbol WebAssembly Worker XMLHttpRequest clearTimeout fetch ' +
    'global globalThis process setImmediate setInterval setTimeout window'
  ).split(' '),
);

const MODULES = new Set(['buffer', 'cloudfront', 'crypto', 'querystring']);

type AnyNode = Node & Record<string, any>;

/** What CloudFront would refuse in the text of a function, or fail on at the edge. */
export function lint(code: string): string[] {
  const bytes = Buffer.byteLength(code);
  const size = bytes > MOST_BYTES ? [`${bytes} bytes, and CloudFront takes ${MOST_BYTES}`] : [];
  let nodes: AnyNode[];
  try {
    nodes = nodesOf(parse(code, { ecmaVersion: 2021, sourceType: 'module' }) as AnyNode);
  } catch (error) {
    return [...size, `does not parse: ${(error as Error).message}`];
  }
  const declared = new Set(nodes.flatMap(declaredNames));
  const handler = nodes.some((node) => node.type === 'FunctionDeclaration' && node.id.name === 'handler');
  return [...size, ...(handler ? [] : ['no function handler']), ...nodes.flatMap((node) => problemsOf(node, declared))];
}

function problemsOf(node: AnyNode, declared: Set<string>): string[] {
  if (UNKNOWN_SYNTAX[node.type]) {
    return [`${UNKNOWN_SYNTAX[node.type]} is not in cloudfront-js-2.0`];
  }
  if (node.type === 'LogicalExpression' && node.operator === '??') {
    return ['?? is not in cloudfront-js-2.0'];
  }
  if (node.type === 'ImportDeclaration' && !MODULES.has(node.source.value)) {
    return [`there is no module ${node.source.value}`];
  }
  return node.type === 'Identifier' && node.isFree && UNKNOWN_GLOBALS.has(node.name) && !declared.has(node.name)
    ? [`${node.name} is not in cloudfront-js-2.0`]
    : [];
}

/** Every node, and of each identifier whether it stands for itself rather than for a key. */
function nodesOf(node: AnyNode): AnyNode[] {
  const children = Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((child): child is AnyNode => typeof child?.type === 'string')
      .map((child) => Object.assign(child, { isFree: node.computed || !['key', 'property'].includes(key) })),
  );
  return [node, ...children.flatMap(nodesOf)];
}

function declaredNames(node: AnyNode): string[] {
  const isNamed = ['FunctionDeclaration', 'VariableDeclarator'].includes(node.type) && node.id?.type === 'Identifier';
  return isNamed ? [node.id.name] : [];
}
