// Stands for what `flutter build web` compiles: the values are those of `--dart-define`.
const GRAPHQL_ENDPOINT = '{{GRAPHQL_ENDPOINT}}';
const RELEASE = '{{release}}';

// The suffix after the root domain in the address bar, a port or `.localhost:<port>`, is also that of the API.
const api = new URL(GRAPHQL_ENDPOINT);
const rootDomain = api.hostname.slice(api.hostname.indexOf('.') + 1);
const endpoint = `https://${api.hostname}${location.host.split(rootDomain)[1] ?? ''}${api.pathname}`;

async function graphql(query, variables) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok) throw new Error(`The API answered ${response.status}.`);
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

function element(name, options = {}, ...children) {
  const { attributes = {}, ...properties } = options;
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const money = ({ amount, currency }) => new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);

function accountList(accounts) {
  const rows = accounts.map(({ id, name, iban, balance }) =>
    element(
      'li',
      {},
      element(
        'a',
        { href: `/accounts/${id}` },
        element('b', { textContent: name }),
        element('span', { textContent: money(balance) }),
      ),
      element('small', { textContent: iban }),
    ),
  );
  return element('ul', {}, ...rows);
}

function transferForm(account) {
  const amount = element('input', {
    name: 'amount',
    type: 'number',
    min: '0.01',
    step: '0.01',
    value: '25',
    required: true,
  });
  const result = element('p', { attributes: { role: 'status' } });
  const send = async (event) => {
    event.preventDefault();
    const query =
      'mutation ($from: ID!, $to: String!, $amount: Float!) { transfer(from: $from, to: $to, amount: $amount) { reference balance { amount currency } } }';
    try {
      const { transfer } = await graphql(query, {
        from: account.id,
        to: 'GB29 NWBK 6016 1331 9268 19',
        amount: Number(amount.value),
      });
      result.textContent = `Sent as ${transfer.reference}. New balance: ${money(transfer.balance)}.`;
    } catch (error) {
      result.textContent = error.message;
    }
  };
  const label = element('label', { textContent: `Send from ${account.name} ` }, amount);
  return element('form', { onsubmit: send }, label, element('button', { textContent: 'Send' }), result);
}

async function main() {
  const release = element('footer', { textContent: `Release ${RELEASE}, route ${location.pathname}`, id: 'release' });
  const content = element('main', {}, element('h1', { textContent: 'My accounts' }));
  document.body.replaceChildren(content, release);
  try {
    const { accounts } = await graphql('{ accounts { id name iban balance { amount currency } } }');
    const chosen = accounts.find(({ id }) => location.pathname === `/accounts/${id}`) ?? accounts[0];
    content.append(accountList(accounts), transferForm(chosen));
  } catch (error) {
    const hint = 'The API cannot be reached. If the browser does not trust its certificate yet, open it once:';
    const link = element('a', {
      href: new URL('/health', endpoint).href,
      textContent: new URL('/health', endpoint).href,
    });
    content.append(
      element(
        'p',
        { attributes: { role: 'alert' } },
        error instanceof TypeError ? `${hint} ` : error.message,
        error instanceof TypeError ? link : '',
      ),
    );
  }
}

void main();
