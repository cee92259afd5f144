// A fixed piece of work of the kind that a synthesis is: objects, strings, maps, JSON. A second or so of CPU.
const resources = new Map();
for (let round = 0; round < 400; round++) {
  for (let index = 0; index < 2000; index++) {
    resources.set(`Resource${index}`, {
      Type: 'AWS::S3::Bucket',
      Properties: { Tags: [{ Key: 'round', Value: `${round}` }] },
    });
  }
  const text = JSON.stringify([...resources].sort(([one], [other]) => one.localeCompare(other)));
  if (JSON.parse(text).length !== resources.size) throw new Error('Calibration went wrong.');
}
