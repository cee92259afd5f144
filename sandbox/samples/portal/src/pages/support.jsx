import { useState } from 'react';
import { graphql, reasonOf } from '../graphql.js';
import { useData } from '../use-data.js';

export default function Support({ user }) {
  if (!user) return <p>Sign in as a member of staff to service accounts.</p>;
  return <Workspace />;
}

function Workspace() {
  const { data, problem } = useData('{ supportCases { id opened customer subject account { id iban status } } }');
  const [changed, setChanged] = useState({});
  const [result, setResult] = useState();
  if (problem) return <p role="alert">{problem}</p>;
  if (!data) return <p>Loading…</p>;

  const setStatus = async (id, status) => {
    try {
      await graphql(
        'mutation ($id: ID!, $status: AccountStatus!) { setAccountStatus(id: $id, status: $status) { id status } }',
        {
          id,
          status,
        },
      );
      setChanged((before) => ({ ...before, [id]: status }));
      setResult(`Account ${id} is ${status}; the change is in the audit log.`);
    } catch (error) {
      setResult(await reasonOf(error));
    }
  };
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>Case</th>
            <th>Customer</th>
            <th>Subject</th>
            <th>Account</th>
            <th>Status</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {data.supportCases.map(({ id, opened, customer, subject, account }) => {
            const status = changed[account.id] ?? account.status;
            const next = status === 'ACTIVE' ? 'FROZEN' : 'ACTIVE';
            return (
              <tr key={id}>
                <td>
                  {id}
                  <br />
                  <small>{opened}</small>
                </td>
                <td>{customer}</td>
                <td>{subject}</td>
                <td>{account.iban}</td>
                <td>
                  <span className={`status ${status.toLowerCase()}`}>{status}</span>
                </td>
                <td>
                  <button type="button" onClick={() => setStatus(account.id, next)}>
                    {next === 'FROZEN' ? 'Freeze' : 'Activate'}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {result && <p role="status">{result}</p>}
    </>
  );
}
