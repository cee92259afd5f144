import { lint } from '../support/edge-lint';
import { EdgeRuntime } from '../support/edge-runtime';

const handler = (body: string) => `function handler(event) { ${body} }`;

test('a function in the language of the edge passes', () => {
  const code = `const site = { process: 1 }; async function a() { return site.process ** 2; }`;

  expect(lint(`${code} ${handler('return event.request;')}`)).toEqual([]);
});

test.each([
  ['class A {}', 'a class is not in cloudfront-js-2.0'],
  ['for (const a of []) {}', 'for-of is not in cloudfront-js-2.0'],
  ['const { a } = {};', 'destructuring is not in cloudfront-js-2.0'],
  ['const b = [...[]];', 'spread is not in cloudfront-js-2.0'],
  ['function c(d = 1) {}', 'a default value is not in cloudfront-js-2.0'],
  ['const e = ({}).f?.g;', 'optional chaining is not in cloudfront-js-2.0'],
  ['const h = null ?? 1;', '?? is not in cloudfront-js-2.0'],
  ['function* i() { yield 1; }', 'a generator is not in cloudfront-js-2.0'],
  ['import fs from "fs";', 'there is no module fs'],
  ['setTimeout(handler, 1);', 'setTimeout is not in cloudfront-js-2.0'],
  ['eval("1");', 'eval is not in cloudfront-js-2.0'],
])('%s is found', (code, problem) => {
  expect(lint(`${code} ${handler('return event.request;')}`)).toContain(problem);
});

test('a text that is too long, has no handler or does not parse is found', () => {
  expect(lint(`// ${'x'.repeat(10240)}\n${handler('return event.request;')}`)).toEqual([
    expect.stringMatching(/^\d+ bytes, and CloudFront takes 10240$/),
  ]);
  expect(lint('const a = 1;')).toEqual(['no function handler']);
  expect(lint('function (')).toEqual([expect.stringMatching(/^does not parse/)]);
});

test.each([
  ['event.request.uri = "index.html"; return event.request;', 'the uri begins with no slash'],
  ['event.request.uri = "/?a"; return event.request;', 'the uri carries a query'],
  ['event.request.method = "PUT"; return event.request;', 'the method has changed'],
  ['event.request.headers.host.value = "b"; return event.request;', 'the header host has changed'],
  ['return { statusCode: 99 };', 'the status is 99'],
  ['return { statusCode: 301, headers: { Location: { value: "/" } } };', 'the header Location is not in lower case'],
  ['return { statusCode: 301, headers: { location: "/" } };', 'the header location has no value'],
])('an answer that CloudFront refuses is found: %s', (body, problem) => {
  expect(() => new EdgeRuntime(handler(body)).handle('/')).toThrow(problem);
});

test('what the edge does not have is not there', () => {
  expect(() => new EdgeRuntime(handler('return process.env;')).handle('/')).toThrow('process is not defined');
  expect(() => new EdgeRuntime(handler('return new Function("return 1")();')).handle('/')).toThrow(/Code generation/);
});
