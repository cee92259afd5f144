import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ImportedService } from './imported-service';
import { labelProblem } from './internal-problems';
import {
  allowServiceConnect,
  NO_PERMISSIONS,
  Server,
  serverConnections,
  urlOf,
  urlVariable,
} from './service-connect/clients';
import { PendingInput, ServiceSecret } from '../../core';
import { attributeNameProblems } from '../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { NUMBER, requireTypes, TEXT } from '../../core/private/checks/types';
import type { IInternalService, InternalServiceAttributes } from '../i-internal-service';
import { portProblems } from './task/port-problems';

/** Internal service of another app: nothing is created but rules for its clients. */
export class ImportedInternalService extends ImportedService implements IInternalService {
  public readonly serviceConnectName: string;
  public readonly namespaceName: string;
  public readonly url: string;
  public readonly connections: Connections;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly server: Server;

  constructor(scope: Construct, id: string, attrs: InternalServiceAttributes) {
    super(scope, id, attrs);
    requireProps(this, attrs, {
      ...{ serviceName: true, serviceConnectName: true, namespaceName: true },
      ...{ containerPort: true, securityGroup: true },
    } as const);
    requireTypes<InternalServiceAttributes>(this, attrs, {
      ...{ serviceConnectName: TEXT, namespaceName: TEXT, containerPort: NUMBER, securityGroup: SECURITY_GROUP },
    });
    const { serviceConnectName, namespaceName, containerPort, securityGroup } = attrs;
    throwOnProblems(
      this,
      labelProblem(serviceConnectName),
      ...attributeNameProblems('internal-service/not-a-namespace', { namespaceName }),
      ...portProblems({ containerPort }),
    );
    this.serviceConnectName = serviceConnectName;
    this.namespaceName = namespaceName;
    this.url = urlOf(serviceConnectName, containerPort);
    this.server = { group: securityGroup, port: containerPort, namespace: namespaceName };
    this.connections = serverConnections(this, securityGroup, containerPort);
  }

  public get variables(): Record<string, string> {
    return urlVariable(this);
  }

  public allowAccessFrom(client: IConnectable): void {
    allowServiceConnect(this, client, this.server);
  }

  public grantUse(grantee: IGrantable): Grant {
    return Grant.drop(grantee, NO_PERMISSIONS);
  }
}
