import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { PendingInput } from 'rl-bank-constructs/core';
import { IRuntimeSettings } from 'rl-bank-constructs/data';

/** What the web application reads at start. A person writes the secret: a generated one could not sign older sessions. */
export class WebSettings extends Construct implements IRuntimeSettings {
  public readonly port = 3000;
  public readonly parameters: Record<string, IStringParameter>;
  public readonly secrets: Record<string, ISecret>;
  public readonly pendingInputs: PendingInput[];
  public readonly fingerprint: string;

  constructor(scope: Construct, id: string, authMode: string) {
    super(scope, id);
    const AUTH_MODE = new StringParameter(this, 'AuthMode', {
      parameterName: '/tracker/web/AUTH_MODE',
      stringValue: authMode,
    });
    this.parameters = { AUTH_MODE };
    this.fingerprint = authMode;

    const name = 'tracker/web/SESSION_KEY';
    const secret = new CfnSecret(this, 'SessionKey', {
      name,
      description: 'Signs the sessions of the web application',
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.secrets = { SESSION_KEY: Secret.fromSecretCompleteArn(this, 'SessionKeyArn', secret.ref) };
    const command = `aws secretsmanager put-secret-value --secret-id ${name} --secret-string '<value>'`;
    this.pendingInputs = [{ key: 'SESSION_KEY', target: name, owner: 'An operator, once', command }];
  }
}
