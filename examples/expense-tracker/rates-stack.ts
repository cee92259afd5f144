import { Duration, Stack, StackProps, TimeZone } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { code, RUNTIME, TRUST } from '../shared/function-code';
import { IManagedDatabase } from 'rl-bank-constructs/data';
import { ScheduledTarget, ScheduledWorker, ServiceFunction } from 'rl-bank-constructs/service';

const SOURCES = {
  ECB: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml',
  CBR: 'https://www.cbr.ru/scripts/XML_daily.asp',
  NBS: 'https://kurs.resenje.org/api/v1/rates/today',
  NBU: 'https://bank.gov.ua/NBUStatService/v1/statdirectory/exchange?json',
  USDT: 'https://api.coingecko.com/api/v3/simple/price?ids=tether&vs_currencies=usd&include_last_updated_at=true',
};

interface RatesStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly database: IManagedDatabase;
}

/** The worker that reads exchange rates from banks each day, and writes them into the database as `rates`. */
export class RatesStack extends Stack {
  public readonly rates: ServiceFunction;
  public readonly daily: ScheduledWorker;

  constructor(scope: Construct, id: string, { vpc, database, ...props }: RatesStackProps) {
    super(scope, id, { ...props, description: 'The exchange rates of the expense tracker' });
    const sources = this.node.tryGetContext('rateSources') ?? JSON.stringify(SOURCES);
    this.rates = new ServiceFunction(this, 'Rates', {
      ...{ code: code('expense-tracker', 'rates', 'worker'), handler: 'worker.handler', runtime: RUNTIME },
      ...{ vpc, uses: [database.forUser('rates')] }, // the banks are behind the NAT gateway
      environment: { ...TRUST, RATE_SOURCES: sources },
      timeout: Duration.seconds(60),
    });
    this.daily = new ScheduledWorker(this, 'Daily', {
      schedule: ScheduleExpression.cron({ hour: '18', minute: '0', timeZone: TimeZone.EUROPE_BERLIN }), // after the ECB
      target: ScheduledTarget.lambdaFunction(this.rates),
    });
  }
}
