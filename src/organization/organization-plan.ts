import { IConstruct } from 'constructs';
import { IPlanDescriber, PlanDescription } from '../gate';
import { accessSection } from './private/plan/access';
import { accountsSection } from './private/plan/accounts';
import { costsSection } from './private/plan/costs';
import { delegatedSection } from './private/plan/delegated';
import { deniedSection } from './private/plan/denied';
import { inputsSection } from './private/plan/inputs';
import { landscapeOf } from './private/plan/landscape';
import { sharedSection } from './private/plan/shared';
import { requireArgument } from '../core/private/checks/required-props';
import { instance } from '../core/private/checks/types';

/**
 * The plan of a landing zone as a document for reviewers: accounts and units, what no principal can do, who can do what in which
 * account, what other accounts can reach, what is delegated, and what is left to do, in order. It reads the templates, so it says what is
 * deployed.
 *
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/organizations.html
 * @example
 * import { ResourceGate } from 'rl-bank-constructs/gate';
 * import { OrganizationPlan } from 'rl-bank-constructs/organization';
 *
 * declare const app: App;
 *
 * new ResourceGate(app, 'Gate').addPlanDescriber(new OrganizationPlan(app));
 */
export class OrganizationPlan implements IPlanDescriber {
  /**
   * @param scope construct with all stacks of the landing zone, such as the app
   */
  constructor(private readonly scope: IConstruct) {
    requireArgument('OrganizationPlan', 'scope', scope, instance('a construct', 'node'));
  }

  /**
   * Returns the document, and behind it the stacks.
   * @param stacks the plan of the gate: stacks, regions and resources
   */
  public describePlan(stacks: PlanDescription): PlanDescription {
    const landscape = landscapeOf(this.scope);
    const sections = [
      accountsSection(landscape),
      deniedSection(landscape),
      accessSection(landscape),
      sharedSection(landscape),
      delegatedSection(landscape),
      inputsSection(landscape),
      costsSection(landscape),
    ];
    return {
      text: [
        ...sections.map(({ title, lines }) =>
          [title, '', ...lines.map((line) => `  ${line}`.trimEnd()), ''].join('\n'),
        ),
        stacks.text,
      ].join('\n'),
      json: JSON.stringify({
        ...JSON.parse(stacks.json),
        ...Object.fromEntries(sections.map(({ key, data }) => [key, data])),
      }),
    };
  }
}
