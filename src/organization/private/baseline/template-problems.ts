import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';

/** Limit of `TemplateBody`: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html */
const MAX_BYTES = 51_200;

const PROP = { prop: 'template' };

/** The problems of the whole template, as messages. */
export function templateProblems(text: string): string[] {
  const bytes = Buffer.byteLength(text);
  const template = JSON.parse(text);
  const exported = Object.entries<any>(template.Outputs ?? {}).filter(([, output]) => output.Export !== undefined);
  const known = ['Resources', 'Parameters'].flatMap((section) => Object.keys(template[section] ?? {}));
  const problems: Array<Problem | undefined> = [
    problemIf(bytes > MAX_BYTES, {
      ...PROP,
      code: 'baseline/too-large',
      value: `${bytes} bytes`,
      allowed: `must be ${MAX_BYTES} bytes of JSON at most`,
      fix: 'move what you added to a stack of the account',
    }),
    ...outsideIn(template, new Set(known)).map((value) => ({
      ...PROP,
      code: 'baseline/outside-reference',
      value,
      allowed: 'cannot refer to another stack, which is not in the accounts of the baseline',
      fix: 'pass a value that is known at synthesis',
    })),
    ...exported.map(([value]) => ({
      ...PROP,
      code: 'baseline/inside-reference',
      value,
      allowed: 'cannot be referred to by another stack: each account has a template of its own',
      fix: 'give the resource a name, and write it out there',
    })),
  ];
  return problems.filter((problem) => problem !== undefined).map((problem) => formatProblem(problem!));
}

/** Names that the template refers to and does not have. */
function outsideIn(value: unknown, known: Set<string>): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => outsideIn(item, known));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, argument]) => {
    const name = referredBy(key, argument);
    const isOutside = name !== undefined && !known.has(name) && !name.startsWith('AWS::');
    return isOutside ? [name] : outsideIn(argument, known);
  });
}

function referredBy(key: string, argument: any): string | undefined {
  switch (key) {
    case 'Ref':
      return typeof argument === 'string' ? argument : undefined;
    case 'Fn::GetAtt':
      return String(Array.isArray(argument) ? argument[0] : argument).split('.')[0];
    case 'Fn::ImportValue':
      return typeof argument === 'string' ? argument : JSON.stringify(argument);
    default:
      return undefined;
  }
}
