import { catalogue } from './catalogue';
import { actionsLike, ControlFile, controlDifferences } from './controls';
import { listOf, PolicyDocument, Statement } from './policies';

/** A policy with one thing wrong, and the actions that it is wrong about. */
interface ControlMutant {
  readonly label: string;
  readonly document: PolicyDocument;
  readonly about: string[];
}

/** The mutants of a control that its table does not see. */
export async function unseenControlMutants(document: PolicyDocument, file: ControlFile) {
  const all = await catalogue();
  const mutants = mutantsOf(document);
  const unseen: string[] = [];
  for (const { label, document: mutant, about } of mutants) {
    const only = [...new Set(about.flatMap((pattern) => actionsLike(pattern, all)))];
    const { found } = await controlDifferences(mutant, file, { only, first: true });
    if (found.length === 0) unseen.push(label);
  }
  return { tried: mutants.length, unseen };
}

function mutantsOf(document: PolicyDocument): ControlMutant[] {
  const statements = listOf(document.Statement);
  return statements.flatMap((statement, at) => {
    const about = [...listOf(statement.Action), ...listOf(statement.NotAction && '*')];
    const changed = (label: string, other: Statement | undefined, ofActions = about): ControlMutant => ({
      label: `${statement.Sid}: ${label}`,
      document: { ...document, Statement: statements.flatMap((it, index) => (index === at ? listOf(other) : [it])) },
      about: ofActions,
    });
    return [
      changed('is removed', undefined),
      ...fewer(statement, 'Action').map(([item, other]) => changed(`${item} is taken away`, other, [item])),
      ...fewer(statement, 'NotAction').map(([item, other]) => changed(`${item} is taken away`, other, [item])),
      ...fewer(statement, 'Resource').map(([item, other]) => changed(`${item} is taken away`, other)),
      ...(listOf(statement.Resource)[0] === '*' ? [] : [changed('is of every resource', everywhere(statement))]),
      ...conditionChanges(statement).map(([label, other]) => changed(label, other)),
    ];
  });
}

type Element = 'Action' | 'NotAction' | 'Resource';

function fewer(statement: Statement, element: Element): Array<[string, Statement]> {
  const items = listOf(statement[element]);
  if (items.length < 2) return [];
  return items.map((item) => [item, { ...statement, [element]: items.filter((it) => it !== item) }]);
}

function everywhere({ NotResource: _none, ...statement }: Statement): Statement {
  return { ...statement, Resource: '*' };
}

/** Each comparison taken away, made to hold for a missing key or not, and each of its values taken away or changed. */
function conditionChanges(statement: Statement): Array<[string, Statement]> {
  const { Condition = {} } = statement;
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]): Array<[string, Statement]> => {
      const values = listOf(value);
      const { [operator]: _operator, ...others } = Condition;
      const { [key]: _key, ...otherKeys } = keys;
      const rest = Object.keys(otherKeys).length > 0 ? { ...others, [operator]: otherKeys } : others;
      const to = (other: string, of: string[]) => ({ ...others, [other]: { ...otherKeys, [key]: of } });
      const strict = operator.replace('IfExists', '');
      const conditions: Array<[string, Statement['Condition']]> = [
        [`${operator} ${key} is removed`, rest],
        ...(strict === operator ? [] : [[`${operator} ${key} needs the key`, to(strict, values)] as const]),
        ...(values.length < 2 ? [] : values).map(
          (gone) =>
            [
              `${key} ${gone} is taken away`,
              to(
                operator,
                values.filter((it) => it !== gone),
              ),
            ] as const,
        ),
        ...(/^Arn/.test(operator) ? [[`${key} is any role`, to(operator, ['arn:aws:iam::*:*'])] as const] : []),
      ].map(([label, condition]) => [label as string, condition as Statement['Condition']]);
      return conditions.map(([label, condition]) => [label, { ...statement, Condition: condition }]);
    }),
  );
}
