import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { isBurstable, largestVolume, nodeTypeProblem } from './node-type';
import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { logRetentionProblem } from '../../../core/private/checks/log-retention';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { numberOfZones } from '../../../core/private/checks/subnets';
import { BOOLEAN, NUMBER, OPTIONS, TEXT, Type } from '../../../core/private/checks/types';
import { isWhole, matches } from '../../../core/private/checks/values';
import type { SearchDomainProps } from '../../search-domain';

/** Types of the props. */
export const SEARCH_TYPES: Record<keyof SearchDomainProps, Type> = {
  vpc: VPC,
  subnets: OPTIONS,
  engineVersion: TEXT,
  dataNodeType: TEXT,
  dataNodes: NUMBER,
  dedicatedMasterType: TEXT,
  dedicatedMasters: NUMBER,
  multiAzWithStandby: BOOLEAN,
  volumeSize: SIZE,
  encryptionKey: KEY,
  logRetention: DURATION,
  removalPolicy: TEXT,
};

/** What the props and the defaults say together. */
export interface SearchSize {
  readonly dataNodeType: string;
  readonly dataNodes: number;
  readonly dedicatedMasters: number;
  readonly dedicatedMasterType: string;
  readonly volumeSize: Size;
  /** Availability Zones, one for each subnet. */
  readonly zones: number;
}

type Problems = Array<Problem | undefined>;

/** A domain has a subnet in each of its zones, and spreads its nodes over two or three. */
export function zoneProblem(selected: SelectedSubnets): Problem | undefined {
  const { subnetIds } = selected;
  const isLate = Token.isUnresolved(subnetIds);
  const zones = numberOfZones(selected);
  return problemIf(isLate || ![2, 3].includes(subnetIds.length) || zones !== subnetIds.length, {
    code: 'search/not-a-subnet-per-zone',
    prop: 'subnets',
    value: isLate ? 'a token' : `${subnetIds.length} subnets in ${zones} Availability Zones`,
    allowed:
      'must be two or three subnets, each in an Availability Zone of its own: a domain has one subnet in each zone',
    fix: 'select such subnets, for example `{ subnets: vpc.isolatedSubnets.slice(0, 3) }`',
  });
}

/** Props that OpenSearch Service refuses minutes into the deployment, or with which a zone takes the index along. */
export function searchProblems(props: SearchDomainProps, size: SearchSize): Problems {
  const { dataNodes, dedicatedMasters, zones } = size;
  return [
    problemIf(props.engineVersion !== undefined && !matches(/^OpenSearch_\d+\.\d+$/, props.engineVersion), {
      code: 'search/not-a-version',
      prop: 'engineVersion',
      value: Token.isUnresolved(props.engineVersion) ? 'a token' : props.engineVersion,
      allowed: 'must be a version of OpenSearch, with two numbers',
      fix: 'write it like "OpenSearch_2.19"',
    }),
    nodeTypeProblem('dataNodeType', props.dataNodeType),
    nodeTypeProblem('dedicatedMasterType', props.dedicatedMasterType),
    problemIf(!isWhole(dataNodes, zones, 80) || dataNodes % zones !== 0, {
      code: 'search/not-a-number-of-nodes',
      prop: 'dataNodes',
      value: Token.isUnresolved(dataNodes) ? 'a token' : dataNodes,
      allowed: `must be a multiple of ${zones}, the number of subnets, up to 80: with fewer nodes in one zone, its copies have no room`,
      fix: `choose ${zones} or ${2 * zones}`,
    }),
    problemIf(![0, 3, 5].includes(dedicatedMasters), {
      code: 'search/not-a-number-of-masters',
      prop: 'dedicatedMasters',
      value: Token.isUnresolved(dedicatedMasters) ? 'a token' : dedicatedMasters,
      allowed: 'must be 3 or 5, so that a majority survives, or 0 for development',
      fix: 'choose 3, or leave it out',
    }),
    problemIf(props.dedicatedMasterType !== undefined && dedicatedMasters === 0, {
      code: 'search/masters-without-number',
      prop: 'dedicatedMasterType',
      value: props.dedicatedMasterType,
      allowed: 'must be left out where `dedicatedMasters` is 0',
      fix: 'remove it, or choose 3 dedicated masters',
    }),
    standbyProblem(props, size),
    volumeProblem(size),
    logRetentionProblem('search/not-a-log-retention', 'logRetention', props.logRetention, 'choose one of them'),
  ];
}

function standbyProblem({ multiAzWithStandby }: SearchDomainProps, size: SearchSize): Problem | undefined {
  const { zones, dedicatedMasters, dataNodeType } = size;
  const isPossible = zones === 3 && dedicatedMasters >= 3 && !isBurstable(dataNodeType);
  return problemIf(multiAzWithStandby === true && !isPossible, {
    code: 'search/standby-impossible',
    prop: 'multiAzWithStandby',
    value: true,
    allowed:
      'must be false without three subnets, three dedicated masters and data nodes that are not of the family t3',
    fix: 'leave it out, or select three subnets and larger nodes',
  });
}

function volumeProblem({ volumeSize, dataNodeType }: SearchSize): Problem | undefined {
  const isLate = volumeSize.isUnresolved(); // the alarm on free storage is a quarter of it
  const gibibytes = isLate ? 0 : volumeSize.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  const most = largestVolume(dataNodeType);
  return problemIf(!isWhole(gibibytes, 10, most), {
    code: 'search/not-a-volume-size',
    prop: 'volumeSize',
    value: isLate ? 'a token' : `${gibibytes} GiB`,
    allowed: `must be 10 to ${most} whole gibibytes for each ${dataNodeType}`,
    fix: 'choose such a size, or add data nodes',
  });
}
