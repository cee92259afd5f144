import type { ValkeyCache } from '../../data';
import type { LeastPrivilegeDeployRoles } from '../../delivery';
import type { ImportedNetwork } from '../../network';
import type { BankObservability } from '../../observability';
import type { BankApiService, IImageRepository } from '../../service';
import type { StaticSpaSite } from '../../site';
import type { BankSecretsScaffold } from '../bank-secrets-scaffold';

/** The constructs of a bank whose config enables it. */
export interface BankParts {
  readonly image: IImageRepository;
  readonly network: ImportedNetwork;
  readonly cache: ValkeyCache;
  readonly settings: BankSecretsScaffold;
  readonly api: BankApiService;
  readonly webapp: StaticSpaSite;
  readonly merchantPortal: StaticSpaSite;
  readonly observability?: BankObservability;
  readonly deployRoles?: LeastPrivilegeDeployRoles;
}
