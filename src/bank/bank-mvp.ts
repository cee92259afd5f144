import { Annotations, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankMvpConfig } from './bank-mvp-config';
import { throwOnProblems } from '../core/private/checks/problems';
import { BankSecretsScaffold, ValkeyCache } from '../data';
import { LeastPrivilegeDeployRoles } from '../delivery';
import { ResourceGate } from '../gate';
import { ImportedNetwork } from '../network';
import { BankObservability } from '../observability';
import { BankApiService, ImageRepository } from '../service';
import { StaticSpaSite } from '../site';
import { refuseOtherPlaces, takenByOthers } from './private/place-problems';
import { BankPlan } from './private/plan/bank-plan';
import { ApiStack } from './private/stacks/api-stack';
import { CacheStack } from './private/stacks/cache-stack';
import { DeployRolesStack } from './private/stacks/deploy-roles-stack';
import { ImagesStack } from './private/stacks/images-stack';
import { SettingsStack } from './private/stacks/settings-stack';
import { SitesStack } from './private/stacks/sites-stack';
import { WatchStack } from './private/stacks/watch-stack';

/** Properties for defining a `BankMvp`. */
export interface BankMvpProps {
  /** The bank in one config. */
  readonly config: BankMvpConfig;
}

/** What a bank is made of, once its config enables it. */
export interface BankMvpParts {
  /** Where images are. */
  readonly image: ImageRepository;
  /** The network, which somebody else looks after. */
  readonly network: ImportedNetwork;
  /** The cache. */
  readonly cache: ValkeyCache;
  /** What the API reads. */
  readonly settings: BankSecretsScaffold;
  /** The API. */
  readonly api: BankApiService;
  /** The customers' web app. */
  readonly webapp: StaticSpaSite;
  /** The merchants' portal. */
  readonly merchantPortal: StaticSpaSite;
  /**
   * Whoever watches.
   * @default - nobody watches: the config has no `alarms`
   */
  readonly observability?: BankObservability;
  /**
   * What CI may do.
   * @default - there are no roles: the config has no `deploy`
   */
  readonly deployRoles?: LeastPrivilegeDeployRoles;
}

/**
 * The bank: an API, two sites, and what they need, from one config, behind one gate.
 *
 * It makes stacks of its own, wherever it stands, and puts nothing into anybody else's. They are split by how long
 * things live: what holds something before what can be made again, and what watches last.
 */
export class BankMvp extends Construct {
  /** What keeps everything from being created until the config says so. */
  public readonly gate: ResourceGate;

  /** What the bank is made of. A bank that is not enabled is made of nothing. */
  public readonly parts?: BankMvpParts;

  constructor(scope: Construct, id: string, props: BankMvpProps) {
    super(scope, id);
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
      // Behind a closed gate the plan tells them.
      config.warnings.forEach((warning) => {
        Annotations.of(this).addWarningV2(`rl-bank-constructs/bank:${warning.split(' ')[0]}`, warning);
      });
    }

    const { image } = new ImagesStack(this, 'images', config);
    const { network, cache } = new CacheStack(this, 'cache', config);
    const { dns, domain, settings } = new SettingsStack(this, 'settings', config, cache);
    const { api, database } = new ApiStack(this, 'api', config, { network, cache, image, domain, settings });
    const sites = new SitesStack(this, 'sites', config, { dns, domain });
    const { webapp, merchantPortal } = sites;
    const known = {
      ...(sites.certificate && { 'acm-edge': sites.certificate }),
      ...(database && { database }),
    };
    const sources = { dns, ...known, webapp, 'mp-webapp': merchantPortal, api, cache };
    const isWatched = config.alarms.page.length > 0;
    const watch = isWatched ? new WatchStack(this, 'watch', config, sources) : undefined;
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
}
