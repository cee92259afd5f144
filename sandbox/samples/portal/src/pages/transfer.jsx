import { useState } from 'react';
import { graphql, reasonOf } from '../graphql.js';
import { money, useData } from '../use-data.js';

export default function Transfer() {
  const { data, problem } = useData('{ accounts { id name balance { amount currency } } }');
  const [result, setResult] = useState();
  if (problem) return <p role="alert">{problem}</p>;
  if (!data) return <p>Loading…</p>;

  const send = async (event) => {
    event.preventDefault();
    const { from, to, amount, text } = Object.fromEntries(new FormData(event.target));
    try {
      const { transfer } = await graphql(
        'mutation ($from: ID!, $to: String!, $amount: Float!, $text: String) { transfer(from: $from, to: $to, amount: $amount, text: $text) { reference balance { amount currency } } }',
        { from, to, amount: Number(amount), text },
      );
      setResult(`Accepted as ${transfer.reference}. New balance: ${money(transfer.balance)}.`);
    } catch (error) {
      setResult(await reasonOf(error));
    }
  };
  return (
    <form onSubmit={send}>
      <label>
        From
        <select name="from">
          {data.accounts.map(({ id, name, balance }) => (
            <option key={id} value={id}>
              {name}, {money(balance)}
            </option>
          ))}
        </select>
      </label>
      <label>
        To (IBAN)
        <input name="to" required defaultValue="GB29 NWBK 6016 1331 9268 19" />
      </label>
      <label>
        Amount
        <input name="amount" type="number" min="0.01" step="0.01" required defaultValue="120" />
      </label>
      <label>
        Text
        <input name="text" maxLength="140" defaultValue="Invoice 2231" />
      </label>
      <button type="submit">Send</button>
      {result && <p role="status">{result}</p>}
    </form>
  );
}
