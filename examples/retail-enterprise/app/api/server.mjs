// The API of shop and warehouse: products from Redis or MySQL, orders of the shop, intake of stock, and a feed of stock by WebSocket.
import { ordersOf, placeOrder } from './orders.mjs';
import { productsOf } from './products.mjs';
import { takeIn } from './stock.mjs';
import { Database } from '../shared/database.mjs';
import { Refused, serve } from '../shared/http.mjs';
import { isPassword } from '../shared/passwords.mjs';
import { Redis } from '../shared/redis.mjs';
import { Sessions } from '../shared/sessions.mjs';
import { Broadcast, refuse } from '../shared/web-sockets.mjs';

const STOCK = 'stock';
const environment = process.env;
const database = new Database(environment);
const redis = new Redis(environment);
const sessions = new Sessions(environment);
const feed = new Broadcast();

serve(
  {
    'GET /api/live': () => ({ live: true }), // the health check of ECS and the load balancer: neither database nor Redis
    'GET /api/health': async () => {
      await Promise.all([database.query('SELECT 1 FROM products LIMIT 1'), redis.ping()]);
      return { healthy: true };
    },
    'POST /api/login': async ({ body }) => {
      const staff = 'SELECT email, role, password_hash FROM staff WHERE email = ?';
      const [user] = await database.query(staff, [`${body?.email}`]);
      if (!(await isPassword(`${body?.password}`, user?.password_hash))) throw new Refused(401, 'No such login.');
      return { status: 200, headers: { 'set-cookie': sessions.cookieFor(user) }, body: { role: user.role } };
    },
    'GET /api/products': ({ query }) => productsOf({ database, redis }, query.get('q') ?? ''),
    'POST /api/orders': async ({ body }) => {
      const placed = await placeOrder(database, body);
      await tell(placed.stock);
      return { status: 201, body: { orderId: placed.orderId } };
    },
    'GET /api/orders': async ({ headers }) => {
      sessions.userOf(headers, 'viewer');
      return { orders: await ordersOf(database) };
    },
    'POST /api/stock': async ({ headers, body }) => {
      const { email } = sessions.userOf(headers, 'staff');
      const stock = await takeIn(database, email, body);
      await tell([stock]);
      return { status: 201, body: stock };
    },
  },
  { upgrade, end: () => feed.close() },
);

/** Each task hands on what any task says. */
redis.subscribe(STOCK, (message) => feed.send(JSON.parse(message)));

/** A change is written by now: without Redis a page shows it with the next one, or when it is loaded. */
async function tell(changes) {
  const publish = (change) => redis.publish(STOCK, JSON.stringify(change));
  await Promise.all(changes.map(publish)).catch(({ message }) =>
    console.error('A change of stock does not reach the pages:', message),
  );
}

/** The feed is for staff who are signed in, from pages of the shop alone: browsers send cookies to a WebSocket from any site. */
function upgrade(request, socket) {
  try {
    if (request.url !== '/api/stock/feed') return refuse(socket, '404 Not Found');
    if (request.headers.origin !== environment.CORS_ORIGIN) return refuse(socket, '403 Forbidden');
    const { email } = sessions.userOf(request.headers, 'viewer');
    feed.accept(request, socket, { hello: email });
  } catch (error) {
    refuse(socket, error instanceof Refused ? `${error.status} Refused` : '500 Internal Server Error');
  }
}
