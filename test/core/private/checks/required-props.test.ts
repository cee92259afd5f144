import { Construct } from 'constructs';
import { requireProps } from '../../../../src/core/private/checks/required-props';
import { workloadStack } from '../../../support/cloud';

interface Props {
  readonly zone: string;
  readonly names: string[];
  readonly note?: string;
}

const given = (props: unknown) => () =>
  requireProps<Props>(new Construct(workloadStack(), 'Site'), props as Props, { zone: true, names: true });

test('required props that are given, empty ones too, pass', () => {
  expect(given({ zone: '', names: [] })).not.toThrow();
});

test.each([undefined, {}, { zone: undefined, names: null }])(
  'required props missing from %j are named, all at once',
  (it) => {
    expect(given(it)).toThrowProblems(
      [
        ['props/missing', 'zone', undefined],
        ['props/missing', 'names', undefined],
      ],
      'Web/Site',
    );
  },
);
