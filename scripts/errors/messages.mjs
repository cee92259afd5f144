// Every message of src: the object literals with a `code`, and what functions make of their arguments.
import ts from 'typescript';
import { declarationOf, functionOf, nodesBelow } from './sources.mjs';
import { bare, boundBy, parameterOf, propertyOf, textsOf } from './text-of.mjs';

const CODE = /^[a-z][a-z-]*\/[a-z0-9-]+$/;
const FIELDS = ['code', 'prop', 'allowed', 'fix'];

/** `{ code, prop, allowed, fix }` of every message, each field with all that it may say. */
export function messagesOf(sources) {
  const objects = sources.nodes.filter(
    (node) => ts.isObjectLiteralExpression(node) && node.properties.some((property) => property.name?.text === 'code'),
  );
  return objects.flatMap((object) => messagesIn(object, sources)).filter(({ code }) => CODE.test(code));
}

/** What values of a kind look like, where the message takes it from there: `allowed` without a `code`. */
export function vocabularyOf(sources) {
  const has = (object, name) => object.properties.some((property) => property.name?.text === name);
  const objects = sources.nodes.filter(
    (node) => ts.isObjectLiteralExpression(node) && has(node, 'allowed') && !has(node, 'code'),
  );
  return objects.flatMap((object) => {
    const allowed = textsOf(propertyOf(object, 'allowed', sources), sources);
    const fix = propertyOf(object, 'fix', sources);
    return [{ of: ownerOf(object), allowed, fix: fix ? textsOf(fix, sources) : [] }];
  });
}

function ownerOf(node) {
  for (let at = node.parent; at; at = at.parent) {
    if ((ts.isVariableDeclaration(at) || ts.isFunctionDeclaration(at)) && at.name) return at.name.text;
  }
  return '';
}

function messagesIn(object, sources) {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, fieldOf(object, name, sources)]));
  const owners = ['code', 'allowed', 'fix'].map((name) => ownerOfParameter(fields[name], sources)).filter(Boolean);
  const [owner] = owners;
  const calls = owner ? (sources.calls.get(owner) ?? []) : [];
  const binds = calls.length > 0 ? calls.map((call) => boundBy(call, owner, new Map())) : [new Map()];
  return binds.flatMap((bound) => {
    const texts = FIELDS.map((name) => [name, said(fields[name], sources, bound)]);
    const { code, ...others } = Object.fromEntries(texts);
    const prop = calls.length > 0 ? others.prop : propsOf(fields.prop, sources, others.prop);
    return code.map((each) => ({ ...others, prop, code: each }));
  });
}

function said(field, sources, bound) {
  if (!field) return ['<property>'];
  return [...new Set(textsOf(field.node, sources, new Map([...bound, ...field.bound])))].filter(Boolean);
}

/** A property of its own, of what is spread into it, or of the function that it is handed to. */
function fieldOf(object, name, sources) {
  const own = propertyOf(object, name, sources);
  if (own) return { node: own, bound: new Map() };
  return ofMapped(object, name, sources) ?? ofCallee(object, name, sources);
}

/** `about({ code, allowed, fix })` where the function adds the `prop`. */
function ofCallee(object, name, sources) {
  const call = object.parent;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const callee = functionOf(declarationOf(call.expression, sources.checker));
  return callee?.body && fieldIn(callee, name, sources, boundBy(call, callee, new Map()));
}

/** `when(…).map((problem) => ({ ...problem, code }))`. */
function ofMapped(object, name, sources) {
  for (const property of object.properties) {
    const spread = ts.isSpreadAssignment(property) ? bare(property.expression) : undefined;
    const parameter = spread && ts.isIdentifier(spread) && parameterOf(spread, sources.checker);
    const mapped = parameter?.parent?.parent;
    const list = mapped && ts.isCallExpression(mapped) ? mapped.expression.expression : undefined;
    if (!list || !ts.isCallExpression(list) || !ts.isIdentifier(list.expression)) continue;
    const callee = functionOf(declarationOf(list.expression, sources.checker));
    const field = callee?.body && fieldIn(callee, name, sources, boundBy(list, callee, new Map()));
    if (field) return field;
  }
  return undefined;
}

function fieldIn(callee, name, sources, bound) {
  const objects = [...nodesBelow(callee.body)].filter(ts.isObjectLiteralExpression);
  const node = objects.map((object) => propertyOf(object, name, sources)).find(Boolean);
  return node && { node, bound };
}

/** The function whose parameter a field is, as a whole. */
function ownerOfParameter(field, sources) {
  const value = field && bare(field.node);
  if (!value || field.bound.size > 0 || !ts.isIdentifier(value)) return undefined;
  const parameter = parameterOf(value, sources.checker);
  return parameter && sources.calls.has(parameter.parent) ? parameter.parent : undefined;
}

/** A `prop` that is a parameter is one of what the callers pass. */
function propsOf(field, sources, otherwise) {
  const owner = ownerOfParameter(field, sources);
  if (!owner) return otherwise;
  const passed = sources.calls.get(owner).flatMap((call) => said(field, sources, boundBy(call, owner, new Map())));
  return [...new Set(passed)];
}
