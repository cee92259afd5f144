import type { Variants } from './catalog';
import { accountIn, organizationIn, treeStack, unitIn } from './organization';
import {
  Organization,
  OrganizationalUnit,
  ProductAccounts,
  ServiceControl,
  ServiceControlPolicy,
} from '../../src/organization';
import { controls } from '../organization/proof/controls';

/** The organization and its tree, once with their defaults and once with all they can have. */
export const organizations: Record<string, Variants> = {
  Organization: {
    defaults: (app) => void new Organization(treeStack(app), 'Organization'),
    hardened: (app) => void new Organization(treeStack(app), 'Organization'),
  },
  OrganizationalUnit: {
    defaults: (app) => void unitIn(treeStack(app)),
    hardened: (app) => {
      const stack = treeStack(app);
      const organization = organizationIn(stack);
      const parent = unitIn(stack, 'Workloads', organization);
      new OrganizationalUnit(stack, 'Regulated', { organization, organizationalUnitName: 'Regulated', parent });
    },
  },
  MemberAccount: {
    defaults: (app) => void accountIn(unitIn(treeStack(app))),
    hardened: (app) => {
      const unit = unitIn(treeStack(app), 'Security');
      accountIn(unit, 'log-archive', { accountId: '100000000002', roleName: 'Administrator' });
      accountIn(unit, 'network-hub', { accountId: '100000000003', existing: true });
    },
  },
  ProductAccounts: {
    defaults: (app) => {
      const stack = treeStack(app);
      const product = { productName: 'acme-crm', email: 'aws@acme.example' };
      new ProductAccounts(stack, 'AcmeCrm', { organizationalUnit: unitIn(stack), ...product });
    },
    hardened: (app) => {
      const stack = treeStack(app);
      new ProductAccounts(stack, 'AcmeCrm', {
        ...{ organizationalUnit: unitIn(stack), productName: 'acme-crm', email: 'aws@acme.example' },
        ...{ environments: ['test', 'prod'], accountIds: { prod: '111111111111' } },
      });
    },
  },
  ServiceControlPolicy: {
    defaults: (app) => {
      const stack = treeStack(app);
      const stay = { policyName: 'stay', controls: [ServiceControl.stayInOrganization()] };
      new ServiceControlPolicy(stack, 'Stay', { ...stay, targets: [organizationIn(stack)] });
    },
    hardened: (app) => {
      const stack = treeStack(app);
      const unit = unitIn(stack);
      const targets = [unit, accountIn(unit)];
      Object.entries(controls).forEach(([policyName, control]) => {
        new ServiceControlPolicy(stack, policyName, { policyName, controls: [control], targets });
      });
    },
  },
};
