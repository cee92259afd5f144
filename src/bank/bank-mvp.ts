import { Annotations, Stack } from 'aws-cdk-lib';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { BankMvpConfig } from './bank-mvp-config';
import { BankSecretsScaffold } from './bank-secrets-scaffold';
import { BankParts } from './private/bank-parts';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { ValkeyCache } from '../data';
import { LeastPrivilegeDeployRoles } from '../delivery';
import { ResourceGate } from '../gate';
import { ImportedNetwork } from '../network';
import { BankObservability } from '../observability';
import { BankApiService, IImageRepository } from '../service';
import { StaticSpaSite } from '../site';
import { BankPlan } from './private/plan/bank-plan';
import { ApiStack } from './private/stacks/api-stack';
import { CacheStack } from './private/stacks/cache-stack';
import { DeployRolesStack } from './private/stacks/deploy-roles-stack';
import { ImagesStack } from './private/stacks/images-stack';
import { refuseOtherPlaces, takenByOthers } from './private/stacks/place-problems';
import { SettingsStack } from './private/stacks/settings-stack';
import { SitesStack } from './private/stacks/sites-stack';
import { WatchStack } from './private/stacks/watch-stack';

/** Properties for defining a `BankMvp`. */
export interface BankMvpProps {
  /** The config of the bank. */
  readonly config: BankMvpConfig;
}

/**
 * The bank from one config, behind one gate: an API on ECS, two sites on CloudFront, and their resources.
 *
 * It creates stacks of its own wherever it is, and adds nothing to the stack around it. They are split by how long
 * resources live: those with data come first, those that can be created again later, alarms last.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/framework/welcome.html
 * @example
 * import { BankMvp, BankMvpConfig } from 'rl-bank-constructs/bank';
 *
 * const bank = new BankMvp(this, 'Bank', { config: BankMvpConfig.fromFile('bank-mvp.yaml') });
 * if (bank.gate.isEnabled) {
 *   bank.api.metricLatency();
 * }
 */
@propertyInjectable
export class BankMvp extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.bank.BankMvp';

  /** The gate, which keeps the stacks a plan until the config sets `createResources`. */
  public readonly gate: ResourceGate;

  private readonly parts?: BankParts;

  constructor(scope: Construct, id: string, props: BankMvpProps) {
    super(scope, id);
    requireProps(this, props, { config: true });
    const { config } = props;
    refuseOtherPlaces(this, config);
    throwOnProblems(this, ...takenByOthers(this, config));
    this.gate = new ResourceGate(this, 'Gate', {
      createResources: config.createResources,
      disabled: !config.enabled,
      openedBy: `\`createResources: true\` in ${config.source}`,
    });
    if (!config.enabled) {
      return;
    }
    if (this.gate.isOpen) {
      // Behind a closed gate they are part of the plan.
      config.warnings.forEach((warning) => {
        Annotations.of(this).addWarningV2(`rl-bank-constructs/bank:${warning.split(' ')[0]}`, warning);
      });
    }

    // A stack without resources would be invalid, and the CDK CLI deletes a deployed stack that becomes empty.
    const images = config.adopt.repository ? undefined : new ImagesStack(this, 'images', config);
    const { network, cache } = new CacheStack(this, 'cache', config);
    const { dns, domain, settings } = new SettingsStack(this, 'settings', config, cache);
    const neighbours = { network, cache, image: images?.image, domain, settings };
    const { api, database, image } = new ApiStack(this, 'api', config, neighbours);
    const sites = new SitesStack(this, 'sites', config, { dns, domain });
    const { webapp, merchantPortal } = sites;
    const known = {
      ...(sites.certificate && { 'acm-edge': sites.certificate }),
      ...(database && { database }),
    };
    const sources = { dns, ...known, webapp, 'mp-webapp': merchantPortal, api, cache };
    const isWatched = config.alarms.page.length > 0;
    const requested = { api, webapp, 'mp-webapp': merchantPortal };
    const watch = isWatched ? new WatchStack(this, 'watch', config, sources, requested) : undefined;
    const stacks = this.node
      .findAll()
      .filter(Stack.isStack)
      .filter(({ node }) => node.scope !== this.gate);
    const deployed = { image, dns, cache, settings, api, sites, stacks };
    const roles = config.deploy && new DeployRolesStack(this, 'deploy-roles', config, config.deploy, deployed);

    const { observability } = watch ?? {};
    const { deployRoles } = roles ?? {};
    this.parts = { image, network, cache, settings, api, webapp, merchantPortal, observability, deployRoles };
    this.gate.addPlanDescriber(new BankPlan(this, config, this.parts));
  }

  /** The image repository of the API. */
  public get image(): IImageRepository {
    return this.enabledParts().image;
  }

  /** The existing VPC. */
  public get network(): ImportedNetwork {
    return this.enabledParts().network;
  }

  /** The cache of the API. */
  public get cache(): ValkeyCache {
    return this.enabledParts().cache;
  }

  /** Parameters and secrets of the API. */
  public get settings(): BankSecretsScaffold {
    return this.enabledParts().settings;
  }

  /** The API. */
  public get api(): BankApiService {
    return this.enabledParts().api;
  }

  /** The customers' web app. */
  public get webapp(): StaticSpaSite {
    return this.enabledParts().webapp;
  }

  /** The merchants' portal. */
  public get merchantPortal(): StaticSpaSite {
    return this.enabledParts().merchantPortal;
  }

  /** Alarms, topics and dashboards, undefined without `alarms` in the config. */
  public get observability(): BankObservability | undefined {
    return this.enabledParts().observability;
  }

  /** IAM roles of CI, undefined without `deploy` in the config. */
  public get deployRoles(): LeastPrivilegeDeployRoles | undefined {
    return this.enabledParts().deployRoles;
  }

  private enabledParts(): BankParts {
    throwOnProblems(
      this,
      problemIf(this.parts === undefined, {
        code: 'bank/disabled',
        prop: 'enabled',
        value: false,
        allowed: 'must be true in the config for the constructs of the bank to exist',
        fix: 'ask `gate.isEnabled` before you use them',
      }),
    );
    return this.parts!;
  }
}
