import { openEdge } from '../../run/edge/open-edge.mjs';
import { TlsEdge } from '../../run/edge/tls-edge.mjs';
import { visit } from '../../run/edge/visit.mjs';
import { SHOP } from '../../run/examples/retail-enterprise/example.mjs';
import { AppWorld } from '../app-world.mjs';

/** What the stories of the retail enterprise share: the account, the edge, and the session of the administrator. */
export class RetailWorld extends AppWorld {
  /** The session of the administrator, once it has signed in. */
  cookie = '';
  /** @type {{ calls: any[], status: number, context: { paymentUrl: string } } | undefined} */
  gateway;
  /** @type {Promise<{ edge: TlsEdge, ca: string }> | undefined} */
  #edge;

  /** The edge, which stands for DNS and TLS. */
  edge() {
    this.#edge ??= TlsEdge.listen(0).then(async (edge) => {
      const { ca } = await openEdge(this.sandbox, edge, {});
      return { edge, ca };
    });
    return this.#edge;
  }

  /**
   * Requests a path through the edge: status, headers, and the body, of which JSON is parsed.
   *
   * @param {string} path
   * @param {{ host?: string, method?: string, headers?: Record<string, string>, body?: unknown }} options
   * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: any }>}
   */
  async ask(path, { host = SHOP, body, method = body === undefined ? 'GET' : 'POST', headers = {} } = {}) {
    const { edge, ca } = await this.edge();
    const answer = await visit(edge.url(host, path), {
      ...{ ca, method },
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { ...answer, body: parsed(answer.body) };
  }

  /** The same as the administrator, who may do everything. */
  askAsAdmin(path, options = {}) {
    return this.ask(path, { ...options, headers: { cookie: this.cookie, ...options.headers } });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
