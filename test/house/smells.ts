import * as ts from 'typescript';
import { Repository, Rule } from './repository';

/** A place where a smell is right, and why. */
export interface Exception {
  readonly smell: string;
  /** How the paths of the files begin. */
  readonly under: string;
  readonly reason: string;
}

interface Smell {
  readonly advice: string;
  readonly isIn: (node: ts.Node) => boolean;
}

export const exceptions: Exception[] = [
  {
    smell: 'CfnOutput',
    under: 'src/core/private/',
    reason: 'a weak reference is an output that another stack reads by name',
  },
  {
    smell: 'CfnOutput',
    under: 'src/network/',
    reason: 'a person has to enter the name servers of a new zone at the registrar',
  },
];

const smells: Record<string, Smell> = {
  'Date.now': {
    advice: 'another template at every synth; take the moment as a property',
    isIn: (node) => isCall(node, /^Date\.now$/),
  },
  setContext: {
    advice: 'context belongs to the app; take a property',
    isIn: (node) => isCall(node, /\bsetContext$/),
  },
  instanceof: {
    advice: 'false between two copies of a library; ask for a property, or with `X.isX()`',
    isIn: (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword,
  },
  'props || default': {
    advice: 'replaces 0, false and the empty string too; write `??`',
    isIn: isFalsyDefault,
  },
  'id from a template': {
    advice: 'ids are contract: write a literal, with a Construct as namespace in loops',
    isIn: (node) => ts.isNewExpression(node) && !/Error$/.test(node.expression.getText()) && hasMadeUpId(node),
  },
  CfnOutput: {
    advice: 'what a stack prints is for the app to decide; expose a property',
    isIn: (node) => ts.isNewExpression(node) && /\bCfnOutput$/.test(node.expression.getText()),
  },
};

/** What `src/` must not smell of. */
export const smellRules: Record<string, Rule> = Object.fromEntries(
  Object.entries(smells).map(([name, { advice }]) => [
    name,
    (repository) =>
      occurrences(repository, name)
        .filter(({ path }) => !exceptions.some(({ smell, under }) => smell === name && path.startsWith(under)))
        .map(({ path, line, text }) => `${path}:${line} \`${text}\`: ${advice}`),
  ]),
);

/** The exceptions that nothing needs any more. */
export function staleExceptions(repository: Repository): Exception[] {
  return exceptions.filter(
    ({ smell, under }) => !occurrences(repository, smell).some(({ path }) => path.startsWith(under)),
  );
}

function occurrences(repository: Repository, name: string): Array<{ path: string; line: number; text: string }> {
  return repository.sources().flatMap((path) => {
    const source = repository.parse(path);
    return nodesOf(source)
      .filter((node) => smells[name].isIn(node))
      .map((node) => ({
        path,
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        text: node.getText().split('\n')[0],
      }));
  });
}

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  node.forEachChild((child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

function isCall(node: ts.Node, name: RegExp): boolean {
  return ts.isCallExpression(node) && name.test(node.expression.getText());
}

/** `props.x || 5` and `props?.x || y`; `props.a || props.b` in a condition is none. */
function isFalsyDefault(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.BarBarToken) {
    return false;
  }
  const isProp = /^(this\.)?(props|options)\??\.[\w.?]+$/.test(node.left.getText());
  const values = [
    ts.isLiteralExpression,
    ts.isArrayLiteralExpression,
    ts.isObjectLiteralExpression,
    ts.isNewExpression,
  ];
  return isProp && (node.left.getText().includes('?.') || values.some((is) => is(node.right)));
}

/** `new X(scope, …)` with an id put together from parts, in either branch of a choice too. */
function hasMadeUpId(created: ts.NewExpression): boolean {
  const id = created.arguments?.[1];
  return id !== undefined && isMadeUp(id);
}

function isMadeUp(id: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(id)) {
    return isMadeUp(id.expression);
  }
  if (ts.isConditionalExpression(id)) {
    return isMadeUp(id.whenTrue) || isMadeUp(id.whenFalse);
  }
  return ts.isTemplateExpression(id);
}
