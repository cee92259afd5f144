// The sample app: its route, and what the API says to a browser, through the site's CSP and the API's CORS.
const { host, api } = document.body.dataset;
const show = (id, text) => (document.getElementById(id).textContent = text);

// A viewer of the sandbox writes `.localhost` or a port behind the name of the site; the API is addressed alike.
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
    show('answer', `{ __typename } is ${data.__typename}, says the ${service}. Its task definition gave it:`);
    for (const [name, state] of Object.entries(environment)) {
      const row = document.getElementById('environment').insertRow();
      for (const text of [name, state]) row.insertCell().textContent = text;
    }
  } catch (error) {
    show('answer', `nothing: ${error.message}. If the browser never asked about its certificate, open the API once: `);
    const link = document.createElement('a');
    link.href = `https://${api}${behind}/health`;
    link.textContent = link.href;
    document.getElementById('answer').append(link);
  }
}

void main();
