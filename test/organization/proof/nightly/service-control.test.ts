import { unseenControlMutants } from '../../../support/iam/control-mutants';
import { controlDifferences } from '../../../support/iam/controls';
import { controls, documentOf, tableOf } from '../controls';

jest.setTimeout(60 * 60_000);

test.each(Object.entries(controls))('%s denies what its table says, of all actions of AWS', async (name, control) => {
  const { found, tried } = await controlDifferences(documentOf(control), tableOf(name), { exhaustive: true });

  expect(found).toEqual([]);
  expect(tried).toBeGreaterThan(10_000);
});

test.each(Object.entries(controls))(
  '%s, with one thing wrong at a time, differs from its table',
  async (name, control) => {
    const { unseen, tried } = await unseenControlMutants(documentOf(control), tableOf(name));

    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(2);
  },
);
