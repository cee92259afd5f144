// What an expression says, as text: all that it may say, with `<name>` for what is known only at run time.
import ts from 'typescript';
import { declarationOf, functionOf, nodesBelow } from './sources.mjs';

const DEEPEST = 8;

/** The texts that an expression may have. `bound` has the arguments of the function around it. */
export function textsOf(node, sources, bound = new Map(), depth = 0) {
  const again = (other, values = bound) => textsOf(other, sources, values, depth + 1);
  const value = bare(node);
  if (depth > DEEPEST) return [placeholder(value)];
  if (ts.isStringLiteralLike(value) || ts.isNumericLiteral(value)) return [value.text];
  if (ts.isTemplateExpression(value)) return [template(value, again)];
  if (ts.isConditionalExpression(value)) return [...again(value.whenTrue), ...again(value.whenFalse)];
  if (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [`${inline(value.left, again)}${inline(value.right, again)}`];
  }
  if (ts.isPropertyAccessExpression(value)) {
    const property = propertyOf(objectOf(value.expression, sources, bound), value.name.text, sources);
    return property ? again(property) : [placeholder(value)];
  }
  if (ts.isIdentifier(value)) {
    const given = givenFor(value, sources, bound);
    if (given) return textsOf(given.node, sources, given.bound, depth + 1);
    const initializer = initializerOf(declarationOf(value, sources.checker));
    const texts = initializer ? again(initializer) : [];
    return texts.length > 0 && !texts.every(isPlaceholder) ? texts : [placeholder(value)];
  }
  if (ts.isCallExpression(value) && ts.isIdentifier(value.expression)) {
    const texts = returned(value, sources, bound).flatMap((each) => textsOf(each.node, sources, each.bound, depth + 1));
    return texts.length > 0 && !texts.some(isPlaceholder) ? texts : [placeholder(value)];
  }
  return [placeholder(value)];
}

/** An object literal that an expression stands for. */
export function objectOf(node, sources, bound = new Map()) {
  const value = bare(node);
  if (ts.isObjectLiteralExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const given = givenFor(value, sources, bound);
  if (given) return objectOf(given.node, sources, given.bound);
  const initializer = initializerOf(declarationOf(value, sources.checker));
  return initializer && objectOf(initializer, sources);
}

/** The expression of a property of an object literal, also of one that is spread into it. */
export function propertyOf(object, name, sources, bound = new Map()) {
  for (const property of [...(object?.properties ?? [])].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      const inner = propertyOf(objectOf(property.expression, sources, bound), name, sources, bound);
      if (inner) return inner;
    } else if (property.name?.text === name) {
      return property.initializer ?? property.name;
    }
  }
  return undefined;
}

/** The arguments of a call, by the parameters of the function. */
export function boundBy(call, callee, bound) {
  const pairs = callee.parameters.map((parameter, index) => [parameter, call.arguments[index]]);
  return new Map([...bound, ...pairs.filter(([, node]) => node).map(([key, node]) => [key, { node, bound }])]);
}

/** The parameter that an identifier is, or is a part of. */
export function parameterOf(identifier, checker) {
  let declaration = declarationOf(identifier, checker);
  while (declaration && ts.isBindingElement(declaration)) declaration = declaration.parent.parent;
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}

export function bare(node) {
  const wraps = [ts.isParenthesizedExpression, ts.isAsExpression, ts.isNonNullExpression, ts.isSatisfiesExpression];
  return wraps.some((is) => is(node)) ? bare(node.expression) : node;
}

export function isPlaceholder(text) {
  return /^<[^<>]*>$/.test(text);
}

function givenFor(identifier, sources, bound) {
  const parameter = parameterOf(identifier, sources.checker);
  const given = parameter && bound.get(parameter);
  if (!given || ts.isIdentifier(parameter.name)) return given;
  const declaration = declarationOf(identifier, sources.checker);
  const name = (declaration.propertyName ?? declaration.name).text;
  const node = propertyOf(objectOf(given.node, sources, given.bound), name, sources, given.bound);
  return node && { node, bound: given.bound };
}

function initializerOf(declaration) {
  const isPlain = declaration && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name);
  return isPlain ? declaration.initializer : undefined;
}

/** What a function of ours returns to a call. */
function returned(call, sources, bound) {
  const callee = functionOf(declarationOf(call.expression, sources.checker));
  if (!callee?.body) return [];
  const inside = boundBy(call, callee, bound);
  const results = ts.isBlock(callee.body)
    ? [...nodesBelow(callee.body)].filter((node) => ts.isReturnStatement(node) && node.expression)
    : [{ expression: callee.body }];
  return results.map(({ expression }) => ({ node: expression, bound: inside }));
}

function template(value, again) {
  return value.templateSpans.reduce(
    (text, span) => `${text}${inline(span.expression, again)}${span.literal.text}`,
    value.head.text,
  );
}

/** One text, or all of them as one placeholder. */
function inline(node, again) {
  const texts = again(node);
  if (texts.length === 1 && !texts[0].includes('<')) return texts[0];
  const isShort = texts.every((text) => text.length < 40 && !text.includes('<'));
  return isShort ? `<${texts.filter(Boolean).join(' or ')}>` : placeholder(bare(node));
}

/** A name for what is known only at run time: the last words of the expression that has it. */
function placeholder(node) {
  return `<${nameOf(bare(node)) || 'value'}>`;
}

function nameOf(node) {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isElementAccessExpression(node)) return nameOf(bare(node.expression));
  if (ts.isPropertyAccessExpression(node)) {
    const owner = nameOf(bare(node.expression));
    return owner === '' || ['props', 'options'].includes(owner)
      ? node.name.text
      : `${owner}.${node.name.text}`.replace('.node.', '.');
  }
  if (ts.isCallExpression(node)) {
    const callee = bare(node.expression);
    const isMethod = ts.isPropertyAccessExpression(callee) && !/^[A-Z]/.test(callee.expression.getText());
    return nameOf(bare(isMethod ? callee.expression : (node.arguments[0] ?? callee)));
  }
  if (ts.isPrefixUnaryExpression(node)) return nameOf(bare(node.operand));
  if (ts.isConditionalExpression(node)) return nameOf(bare(node.whenFalse)) || nameOf(bare(node.whenTrue));
  if (ts.isBinaryExpression(node)) return nameOf(bare(node.left)) || nameOf(bare(node.right));
  if (node.kind === ts.SyntaxKind.ThisKeyword) return '';
  return ts.isTemplateExpression(node) ? nameOf(bare(node.templateSpans[0].expression)) : '';
}
