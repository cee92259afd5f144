// The payment gateway, which admits the addresses of the NAT gateways. A call with the same key captures a payment once.
import { valueOf } from '../shared/values.mjs';

const SECONDS = 10;

/** Captures a payment: `captured`, or `refused` by the bank. */
export async function capture(orderId, { cardToken, cents }) {
  const key = await valueOf(process.env, 'PAYMENT_KEY');
  const answer = await fetch(`${process.env.PAYMENT_URL}/captures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': orderId },
    body: JSON.stringify({ orderId, cardToken, cents }),
    signal: AbortSignal.timeout(SECONDS * 1000),
  });
  if (answer.status === 402) return 'refused';
  if (!answer.ok) throw new Error(`The payment gateway answered ${answer.status} for ${orderId}.`);
  return 'captured';
}
