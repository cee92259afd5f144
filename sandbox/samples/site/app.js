// The sample app: shows its route, and the answer of the API through the CSP of the site and the CORS of the API.
const { host, api } = document.body.dataset;
const show = (id, text) => (document.getElementById(id).textContent = text);

// The suffix after the host name of the site, `.localhost` or a port, is also that of the API.
const behind = location.host.startsWith(host) ? location.host.slice(host.length) : '';

async function ask(path, options) {
  const response = await fetch(`https://${api}${behind}${path}`, options);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function main() {
  show('route', location.pathname);
  try {
    const query = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' };
    const { data } = await ask('/api/graphql', query);
    const { service, environment } = await ask('/api/about');
    show('answer', `The ${service} answers that { __typename } is ${data.__typename}. Its variables:`);
    for (const [name, state] of Object.entries(environment)) {
      const row = document.getElementById('environment').insertRow();
      for (const text of [name, state]) row.insertCell().textContent = text;
    }
  } catch (error) {
    show(
      'answer',
      `The API did not answer: ${error.message}. If the browser did not warn about its certificate yet, open the API once: `,
    );
    const link = document.createElement('a');
    link.href = `https://${api}${behind}/health`;
    link.textContent = link.href;
    document.getElementById('answer').append(link);
  }
}

void main();
