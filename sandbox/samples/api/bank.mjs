// What the sample API answers: accounts, a transfer, the support workspace. The tasks share no database, so nothing is kept: a
// transfer and a change of a status are checked and answered, and the next request finds the bank as before.

const euro = (amount) => ({ amount, currency: 'EUR' });
const accounts = [
  {
    id: '42',
    name: 'Business account',
    iban: 'DE89 3704 0044 0532 0130 00',
    status: 'ACTIVE',
    balance: euro(48210.4),
    entries: [
      { id: '9031', date: '2026-11-27', text: 'Card settlement', amount: 3120.55 },
      { id: '9030', date: '2026-11-26', text: 'Rent, November', amount: -2400 },
      { id: '9029', date: '2026-11-25', text: 'Invoice 2230', amount: 860 },
    ],
  },
  {
    id: '43',
    name: 'Tax reserve',
    iban: 'DE02 1203 0000 0000 2020 51',
    status: 'ACTIVE',
    balance: euro(9150),
    entries: [{ id: '9017', date: '2026-11-01', text: 'Monthly transfer', amount: 1500 }],
  },
];
const supportCases = [
  { id: 'S-1204', opened: '2026-11-28', customer: 'A. Rahman', subject: 'Card lost abroad', account: accounts[0] },
  { id: 'S-1203', opened: '2026-11-27', customer: 'K. Osei', subject: 'Limit for transfers', account: accounts[1] },
];

/** The data of an operation, or an error as GraphQL has it. */
export function execute(query, variables, isSignedIn) {
  const asked =
    /(\w+)\s*(?:\(|\{|\})/.exec(query.replace(/^\s*(query|mutation)?\s*(\([^)]*\))?\s*\{\s*/, ''))?.[1] ?? 'nothing';
  const answers = {
    __typename: () => 'Query',
    accounts: () => accounts,
    transfer: () => transfer(variables),
    supportCases: () => onlyStaff(isSignedIn, () => supportCases),
    setAccountStatus: () => onlyStaff(isSignedIn, () => ({ id: variables.id, status: variables.status })),
  };
  if (!Object.hasOwn(answers, asked)) {
    throw new Error(`This sample has no ${asked}, but ${Object.keys(answers).join(', ')}.`);
  }
  return { [asked]: answers[asked]() };
}

function transfer({ from, amount }) {
  const account = accounts.find(({ id }) => id === from);
  if (!account) throw new Error(`There is no account ${from}.`);
  if (!(amount > 0 && amount <= account.balance.amount)) {
    throw new Error(`${amount} is not covered by account ${from}.`);
  }
  return { reference: `T-${from}-${Math.round(amount * 100)}`, balance: euro(account.balance.amount - amount) };
}

function onlyStaff(isSignedIn, answer) {
  if (!isSignedIn) throw new Error('Only staff may do that: sign in.');
  return answer();
}
