import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { launchPhaseOf } from './launch-phase';
import { outputPendingInputs } from './pending-inputs';
import { IManagedDatabase } from 'rl-bank-constructs/data';
import { ImageRepository, WorkerService } from 'rl-bank-constructs/service';

interface RatesStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly database: IManagedDatabase;
}

/** The worker that reads exchange rates from banks and writes them into the database: nothing calls it. */
export class RatesStack extends Stack {
  public readonly rates: WorkerService;

  constructor(scope: Construct, id: string, { vpc, database, ...props }: RatesStackProps) {
    super(scope, id, { ...props, description: 'The exchange rates of the expense tracker' });
    const image = `${this.account}.dkr.ecr.${this.region}.amazonaws.com/tracker-rates:live`;
    this.rates = new WorkerService(this, 'Rates', {
      vpc,
      image: new ImageRepository(this, 'RatesImage', { image }),
      uses: [database.forUser('rates')],
      desiredCount: 1,
      stopTimeout: Duration.seconds(60),
      launchPhase: launchPhaseOf(this.node),
    });
    outputPendingInputs([this.rates]);
  }
}
