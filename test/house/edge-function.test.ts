import { lint } from '../support/edge-lint';
import { EdgeRuntime } from '../support/edge-runtime';

const handler = (body: string) => `function handler(event) { ${body} }`;
const RETURN = handler('return event.request;');

test('what the language of the edge lacks is found, and what it has is not', () => {
  expect(lint(`const a = { process: 1 }; async function b() { return a.process ** 2; } ${RETURN}`)).toEqual([]);
  const missing = ['a class', 'destructuring', 'spread', 'for-of', '??', 'optional chaining', 'setTimeout'];
  expect(
    lint(`class A {} const { b } = { ...c }; for (const d of e?.f ?? []) {} setTimeout(handler, 1); ${RETURN}`),
  ).toEqual(missing.map((name) => `${name} is not in cloudfront-js-2.0`));
  expect(lint(`// ${'x'.repeat(10240)}\n${RETURN}`)).toEqual([
    expect.stringMatching(/^\d+ bytes, and CloudFront takes/),
  ]);
});

test.each([
  ['event.request.uri = "index.html"; return event.request;', 'the uri begins with no slash'],
  ['event.request.headers.host.value = "b"; return event.request;', 'the header host has changed'],
  ['return { statusCode: 301, headers: { Location: { value: "/" } } };', 'the header Location is not in lower case'],
  ['return process.env;', 'process is not defined'],
])('the edge refuses what CloudFront does: %s', (body, problem) => {
  expect(() => new EdgeRuntime(handler(body)).handle('/')).toThrow(problem);
});
