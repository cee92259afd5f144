import { createContext, runInContext } from 'node:vm';

/** A request as CloudFront hands it to a function. */
export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Record<string, { value: string; multiValue?: Array<{ value: string }> }>;
  readonly headers: Record<string, { value: string }>;
  readonly cookies: Record<string, { value: string }>;
}

/** What a function answers: the request, changed or not, or a response of its own. */
export interface EdgeResult extends Partial<EdgeRequest> {
  readonly statusCode?: number;
}

const READ_ONLY = ['host', 'via', 'content-length', 'transfer-encoding'];

/**
 * Runs the text of a function on a request, with no more of a runtime than the edge has, and holds the answer to what
 * CloudFront takes.
 */
export class EdgeRuntime {
  private readonly handler: (event: object) => EdgeResult;

  constructor(code: string) {
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    const call = runInContext(`'use strict'; ${code}; (text) => JSON.stringify(handler(JSON.parse(text)))`, context, {
      timeout: 200,
    });
    this.handler = (event) => JSON.parse(call(JSON.stringify(event)));
  }

  public handle(uri: string, overrides: Partial<EdgeRequest> = {}): EdgeResult {
    const headers = { host: { value: 'app.bank.example' } };
    const request = { method: 'GET', uri, querystring: {}, headers, cookies: {}, ...overrides };
    const result = this.handler({
      version: '1.0',
      context: { eventType: 'viewer-request', distributionDomainName: 'd111111abcdef8.cloudfront.net' },
      viewer: { ip: '198.51.100.11' },
      request,
    });
    const problems = result.statusCode === undefined ? problemsOfRequest(request, result) : problemsOfResponse(result);
    if (problems.length > 0) {
      throw new Error(`CloudFront would refuse the answer to ${uri}: ${problems.join(', ')}`);
    }
    return result;
  }
}

function problemsOfRequest(before: EdgeRequest, after: EdgeResult): string[] {
  return [
    ...(after.uri?.startsWith('/') ? [] : ['the uri begins with no slash']),
    ...(after.uri?.includes('?') ? ['the uri carries a query'] : []),
    ...(after.method === before.method ? [] : ['the method has changed']),
    ...READ_ONLY.filter((name) => after.headers?.[name]?.value !== before.headers[name]?.value).map(
      (name) => `the header ${name} has changed`,
    ),
    ...problemsOfHeaders(after),
  ];
}

function problemsOfResponse({ statusCode, ...rest }: EdgeResult): string[] {
  const known = Number.isInteger(statusCode) && statusCode! >= 200 && statusCode! <= 599;
  return [...(known ? [] : [`the status is ${statusCode}`]), ...problemsOfHeaders(rest)];
}

function problemsOfHeaders({ headers = {} }: EdgeResult): string[] {
  return Object.entries(headers).flatMap(([name, header]) => [
    ...(name === name.toLowerCase() ? [] : [`the header ${name} is not in lower case`]),
    ...(typeof header?.value === 'string' ? [] : [`the header ${name} has no value`]),
  ]);
}
