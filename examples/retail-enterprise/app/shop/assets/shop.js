// The shop, as small as it can be: products by the API under the same name, and the feed of stock for staff who are signed in.
const list = document.getElementById('products');
const { products } = await (await fetch('/api/products')).json();
const items = new Map(products.map(({ sku, name, stock }) => [sku, { name, element: document.createElement('li'), stock }]));

function show({ sku, stock }) {
  const item = items.get(sku);
  if (item) item.element.textContent = `${item.name}: ${stock}`;
}

for (const [sku, { element, stock }] of items) {
  list.append(element);
  show({ sku, stock });
}

/** A deployment ends each connection: it is opened again. */
function listen() {
  const feed = new WebSocket(`wss://${location.host}/api/stock/feed`);
  let isOpen = false;
  feed.addEventListener('open', () => (isOpen = true));
  feed.addEventListener('message', ({ data }) => show(JSON.parse(data)));
  feed.addEventListener('close', () => isOpen && setTimeout(listen, 1000)); // refused without a session: not again
}
listen();
