import { Construct } from 'constructs';
import { accessSection } from './access';
import { accountNamesSection } from './account-names';
import { adoptedSection } from './adopted';
import { allowListSection } from './allow-list';
import { auth0Section } from './auth0';
import { costsSection } from './costs';
import { encryptionSection } from './encryption';
import { exposureSection } from './exposure';
import { importFiles, importsOf, importsSection } from './imports';
import { namesSection } from './names';
import { orderSection } from './order';
import { buildSection, settingsSection } from './settings';
import { telephonySection } from './telephony';
import { toFillSection } from './to-fill';
import { watchSection } from './watch';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { IPlanDescriber, PlanDescription } from '../../../gate';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';

/** The plan of a bank before it is deployed: what an operator has to do first, then everything else. */
export class BankPlan implements IPlanDescriber {
  constructor(
    private readonly bank: Construct,
    private readonly config: BankMvpConfig,
    private readonly parts: BankParts,
  ) {}

  public describePlan(stacks: PlanDescription): PlanDescription {
    const imports = importsOf(this.bank);
    const sections = [...this.sections(), importsSection(imports)];
    return {
      files: importFiles(imports),
      text: [
        ...this.config.warnings.map((warning) => `Warning: ${warning}`),
        ...sections.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`), ''].join('\n')),
        stacks.text,
      ].join('\n'),
      json: JSON.stringify({
        ...JSON.parse(stacks.json),
        configWarnings: this.config.warnings,
        ...Object.fromEntries(sections.map(({ key, data }) => [key, data])),
      }),
    };
  }

  private sections(): PlanSection[] {
    const { bank, config, parts } = this;
    return [
      toFillSection(config, parts),
      orderSection(bank, config, parts),
      namesSection(bank, config),
      adoptedSection(config, parts),
      accountNamesSection(config),
      settingsSection(bank, parts),
      buildSection(parts),
      auth0Section(config),
      allowListSection(parts, config),
      exposureSection(bank, config),
      encryptionSection(bank, config),
      telephonySection(config),
      watchSection(parts, config),
      costsSection(bank, config),
      accessSection(bank),
    ];
  }
}
