import { App } from 'aws-cdk-lib';
import { ControlsStack } from './stacks/controls-stack';
import { LogArchiveStack } from './stacks/log-archive-stack';
import { NetworkHubStack } from './stacks/network-hub-stack';
import { OrganizationStack } from './stacks/organization-stack';
import { SecurityToolingStack } from './stacks/security-tooling-stack';
import { SharedServicesStack } from './stacks/shared-services-stack';
import { ResourceGate } from 'rl-bank-constructs/gate';
import { OrganizationPlan } from 'rl-bank-constructs/organization';

export const app = new App();

const tree = new OrganizationStack(app);
tree.product('acme-crm', { dev: '111111111110', staging: '111111111112', prod: '111111111111' });
tree.product('acme-shop'); // its accounts are made by the next deployment: `pendingInputs` says how their ids are found

const { archive } = new LogArchiveStack(app, tree.logArchive);
const controls = new ControlsStack(app, tree.units, archive);
new SecurityToolingStack(app, tree.securityTooling, archive).addDependency(controls); // which delegates Security Hub
new NetworkHubStack(app, tree.networkHub);
new SharedServicesStack(app, tree.sharedServices);

const createResources = app.node.tryGetContext('create') === 'true';
const gate = new ResourceGate(app, 'Gate', { createResources, openedBy: 'npx cdk deploy -c create=true organization' });
gate.addPlanDescriber(new OrganizationPlan(app));
