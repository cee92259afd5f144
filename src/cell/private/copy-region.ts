/** Region of the copies of a backup: on the continent of the cell, where there is a second one. */
const COPY_REGIONS: Record<string, [string, string]> = {
  us: ['us-west-2', 'us-east-1'],
  eu: ['eu-west-1', 'eu-central-1'],
  ap: ['ap-southeast-1', 'ap-northeast-1'],
  ca: ['ca-west-1', 'ca-central-1'],
};

/** The region that keeps the copies; undefined where the continent has none that this table knows. */
export function copyRegionOf(region: string): string | undefined {
  const [usual, other] = /^(us|eu|ap|ca)-(?!gov|iso)/.test(region) ? COPY_REGIONS[region.slice(0, 2)] : [];
  return usual === region ? other : usual;
}
