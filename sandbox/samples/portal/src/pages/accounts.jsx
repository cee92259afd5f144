import { money, useData } from '../use-data.js';

export default function Accounts({ path, open }) {
  const { data, problem } = useData(
    '{ accounts { id name iban status balance { amount currency } entries { id date text amount } } }',
  );
  if (problem) return <p role="alert">{problem}</p>;
  if (!data) return <p>Loading…</p>;
  const chosen = data.accounts.find(({ id }) => path === `/accounts/${id}`) ?? data.accounts[0];
  return (
    <div className="columns">
      <ul className="cards">
        {data.accounts.map(({ id, name, iban, balance }) => (
          <li key={id}>
            <a
              href={`/accounts/${id}`}
              onClick={(event) => open(event, `/accounts/${id}`)}
              aria-current={id === chosen.id ? 'true' : undefined}
            >
              <b>{name}</b>
              <span className="number">{money(balance)}</span>
              <small>{iban}</small>
            </a>
          </li>
        ))}
      </ul>
      <section aria-label={chosen.name}>
        <h2>{chosen.name}</h2>
        <table>
          <tbody>
            {chosen.entries.map(({ id, date, text, amount }) => (
              <tr key={id}>
                <td>{date}</td>
                <td>{text}</td>
                <td className="number">{money({ amount, currency: chosen.balance.currency })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
