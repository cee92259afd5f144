import { PlatformRegionProps } from './platform-region';

const account = '111111111111';
const platform = {
  rootDomain: 'platform.example',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  identityProviders: {
    Entra: metadataUrl('0a1b2c3d-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000002'), // our own directory
    Borealis: metadataUrl('0a1b2c3d-0000-4000-8000-000000000003', '0a1b2c3d-0000-4000-8000-000000000004'), // of a customer
  },
};

/** The first region, which has the registry of all tenants. */
export const LONDON: PlatformRegionProps = {
  ...platform,
  env: { account, region: 'eu-west-2' },
  domain: 'platform.example',
  cidr: '10.20.0.0/16',
  availabilityZones: ['eu-west-2a', 'eu-west-2b'],
  backupRegion: 'eu-west-1',
};

/** The second region, for tenants whose data have to stay in the European Union. */
export const FRANKFURT: PlatformRegionProps = {
  ...platform,
  env: { account, region: 'eu-central-1' },
  domain: 'eu.platform.example',
  cidr: '10.21.0.0/16',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  backupRegion: 'eu-west-1',
};

/** Federation metadata of an enterprise application in Entra ID. */
function metadataUrl(directory: string, application: string): string {
  return `https://login.microsoftonline.com/${directory}/federationmetadata/2007-06/federationmetadata.xml?appid=${application}`;
}
