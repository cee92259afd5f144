import { visit } from './visit.mjs';
import { Refusal } from '../kernel/refusal.mjs';

/** Requests a URL of the edge once: another status than the expected one is a refusal. */
export async function expectAnswer(url, ca, expected = 200) {
  const { status, body } = await visit(url, { ca }).catch((error) => ({ status: 'nothing', body: error.message }));
  if (status !== expected) throw new Refusal(`${url} answered ${status}, but must answer ${expected}.`, body);
}
