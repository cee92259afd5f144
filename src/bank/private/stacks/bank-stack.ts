import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** A stack of the bank: named after the config, in the account and region of the image. */
export abstract class BankStack extends Stack {
  constructor(scope: Construct, id: string, config: BankMvpConfig, description: string) {
    super(scope, id, { stackName: `${config.namePrefix}-${id}`, env: config.env, description });
  }
}
